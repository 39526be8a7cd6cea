import type { Facts } from '../contract/facts.ts';
import { dataBlock } from './data-block.ts';

/** @param facts without the texts that give instructions to a model */
export function factsBlock({ sources: _, ...known }: Facts): string {
  return dataBlock('facts', known);
}
