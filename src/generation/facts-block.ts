import type { Facts } from '../contract/facts.ts';
import { dataBlock } from './data-block.ts';

/** The facts as the writers see them. */
export function factsBlock({ sources: _, ...facts }: Facts): string {
  return dataBlock('facts', facts);
}
