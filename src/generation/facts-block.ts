import type { Facts } from '../contract/facts.ts';
import { quarantineInstructions } from '../quality/ground-truth/quarantine-instructions.ts';
import { dataBlock } from './data-block.ts';

/** The facts as the writers see them: what reads like an instruction to them is left out. */
export function factsBlock(facts: Facts): string {
  const { sources: _, ...known } = quarantineInstructions(facts).facts;
  return dataBlock('facts', known);
}
