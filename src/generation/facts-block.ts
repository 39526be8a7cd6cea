import type { Facts } from '../contract/facts.ts';
import { quarantineInstructions } from '../quality/ground-truth/quarantine-instructions.ts';
import { dataBlock } from './data-block.ts';

/**
 * The facts as the writers see them. What reads like an instruction to them is left out, and so is what other blocks say:
 * the site's time zone, the agents' instructions, and a sender of whom no more than the name is known.
 */
export function factsBlock(facts: Facts): string {
  const {
    sources: _,
    instructions: __,
    lead,
    site,
    sender,
    offer,
    ...known
  } = quarantineInstructions(facts).facts;
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
