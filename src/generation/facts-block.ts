import type { Facts } from '../contract/facts.ts';
import { dataBlock } from './data-block.ts';

/**
 * The facts as a model sees them, first those of the site, which are the same for all its leads; without what other blocks say: the site's time zone, the agents' instructions, and a
 * sender of whom no more than the name is known.
 * @param facts without the texts that give instructions to a model
 */
export function shownFacts(facts: Facts): Record<string, unknown> {
  const { sources: _, instructions: __, lead, site, sender, offer, ...known } = facts;
  const { timezone: ___, ...shownSite } = site;
  return {
    site: shownSite,
    ...(sender && isDescribed(sender) ? { sender } : {}),
    ...(offer ? { offer } : {}),
    lead,
    ...known,
  };
}

/**
 * The facts as the model sees them that looks for sources: the agents' instructions are known to be true, and a writer
 * has them in its prompt. Its JSON pointers point into this.
 */
export function checkedFacts(facts: Facts): Record<string, unknown> {
  const { instructions } = facts;
  return { ...shownFacts(facts), ...(instructions.length > 0 ? { instructions } : {}) };
}

export function factsBlock(facts: Facts): string {
  return dataBlock('facts', shownFacts(facts));
}

function isDescribed({ name: _, ...described }: NonNullable<Facts['sender']>): boolean {
  return Object.values(described).some((value) => value !== null);
}
