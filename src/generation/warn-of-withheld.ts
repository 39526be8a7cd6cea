import type { Facts } from '../contract/facts.ts';
import { quarantineInstructions, withheldWarnings } from '../quality/ground-truth/quarantine-instructions.ts';
import { inThread, largestInline } from './gate-threads.ts';

/**
 * Says which texts of the facts the writers will not see because they look like instructions to a model. The warnings
 * name their places but do not quote them. Large facts are read in a thread.
 * @throws Error if that takes longer than 20 s
 */
export async function warnOfWithheld(facts: Facts): Promise<string[]> {
  const json = JSON.stringify(facts);
  if (json.length > largestInline) return inThread('warningsOf', { facts: json });
  return withheldWarnings(quarantineInstructions(facts));
}
