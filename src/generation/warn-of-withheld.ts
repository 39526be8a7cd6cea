import type { Facts } from '../contract/facts.ts';
import { quarantineInstructions, withheldWarnings } from '../quality/ground-truth/quarantine-instructions.ts';
import { inThread, largestInline } from './gate-threads.ts';

/**
 * Which texts of the facts the writers will not see, because they read like instructions to a model: where they stand,
 * and nothing of them. Large facts are read in a thread.
 * @throws Error if that takes longer than 20 s
 */
export async function warnOfWithheld(facts: Facts): Promise<string[]> {
  const json = JSON.stringify(facts);
  if (json.length > largestInline) return inThread('warningsOf', { facts: json });
  return withheldWarnings(quarantineInstructions(facts));
}
