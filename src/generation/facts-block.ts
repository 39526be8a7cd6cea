import type { Facts } from '../contract/facts.ts';
import { withholdInstructions } from '../quality/known/withhold-instructions.ts';
import { dataBlock } from './data-block.ts';

/** The facts as the writers see them: what reads like an instruction to them is left out. */
export function factsBlock(facts: Facts): string {
  const { sources: _, ...known } = withholdInstructions(facts).facts;
  return dataBlock('facts', known);
}
