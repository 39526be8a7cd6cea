import type { Channel } from '../contract/channels.ts';
import { channelsRuledOutByNotes, withoutContactNotes } from '../contract/contact-notes.ts';
import type { Facts } from '../contract/facts.ts';
import type { LeadFollowUpRequest } from '../contract/lead-follow-up-request.ts';
import type { Directory } from '../directory/read-directory.ts';
import { fitFacts } from './fit-facts.ts';
import { gatherFacts } from './gather-facts.ts';

export interface CollectedFacts {
  /** Still without the agents. */
  facts: Facts;
  /** Channels that a note in a field of the lead rules out. */
  ruledOut: readonly Channel[];
  warnings: string[];
}

/**
 * The facts of a follow-up, without notes for colleagues and shortened to the operator's limit.
 * @throws AppError INVALID_INPUT if they are too long without any history
 */
export function collectFacts(
  request: LeadFollowUpRequest,
  directory: Directory,
  mostCharacters: number,
): CollectedFacts {
  const gathered = gatherFacts(request, directory);
  return {
    ...fitFacts(withoutNotes(gathered), mostCharacters),
    ruledOut: channelsRuledOutByNotes(gathered.lead),
  };
}

/** Notes about the lead are for colleagues: no message may repeat them. */
function withoutNotes(facts: Facts): Facts {
  const { name, company, position } = facts.lead;
  const lead = {
    ...facts.lead,
    name: withoutContactNotes(name),
    company: withoutContactNotes(company),
    position: withoutContactNotes(position),
  };
  return { ...facts, lead };
}
