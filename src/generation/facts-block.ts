import type { Facts } from '../contract/facts.ts';
import { dataBlock } from './data-block.ts';

/**
 * The facts as the writers see them, without what other blocks say:
 * the site's time zone, the agents' instructions, and a sender of whom no more than the name is known.
 * @param facts without the texts that give instructions to a model
 */
export function factsBlock(facts: Facts): string {
  const { sources: _, instructions: __, lead, site, sender, offer, ...known } = facts;
  const { timezone: ___, ...shownSite } = site;
  return dataBlock('facts', {
    lead,
    site: shownSite,
    ...(sender && isDescribed(sender) ? { sender } : {}),
    ...(offer ? { offer } : {}),
    ...known,
  });
}

function isDescribed({ name: _, ...described }: NonNullable<Facts['sender']>): boolean {
  return Object.values(described).some((value) => value !== null);
}
