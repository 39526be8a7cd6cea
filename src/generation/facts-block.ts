import type { Facts } from '../contract/facts.ts';
import { dataBlock } from './data-block.ts';

/**
 * The facts as a model sees them, in a cacheable order: those of the site come first. Parts that other blocks contain
 * are left out: the site's time zone, the agents' instructions, and a sender of whom only the name is known.
 * @param facts without the texts that are quarantined as instructions to a model
 */
export function shownFacts(facts: Facts): Record<string, unknown> {
  const { sources: _, instructions: __, lead, site, sender, offer, sequence, ...known } = facts;
  const { timezone: ___, ...shownSite } = site;
  return {
    site: shownSite,
    ...(sender && isDescribed(sender) ? { sender } : {}),
    ...(offer ? { offer } : {}),
    lead,
    ...known,
    ...(sequence ? { sequence } : {}),
  };
}

/**
 * The facts for the model that looks for sources. They include the agents' instructions, which are true and are part
 * of a writer's prompt. The model's JSON pointers refer to this object.
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
