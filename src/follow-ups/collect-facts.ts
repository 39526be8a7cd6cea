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
  sequence: Facts['sequence'],
): CollectedFacts {
  const gathered = withStep(gatherFacts(request, directory), sequence);
  return {
    ...fitFacts(withoutNotes(gathered), mostCharacters),
    ruledOut: channelsRuledOutByNotes(gathered.lead),
  };
}

/** What earlier steps said stands in the history too, so that a message may refer to it. */
function withStep(facts: Facts, sequence: Facts['sequence']): Facts {
  if (!sequence) return facts;
  const told = sequence.earlier.map(({ date, messages }) => {
    const [channel = 'email', text] = Object.entries(messages)[0] ?? [];
    return { date, type: channel, author: 'team' as const, summary: `We wrote: ${text?.title ?? ''}` };
  });
  const history = [...facts.previous_interactions, ...told];
  return {
    ...facts,
    previous_interactions: history.sort((one, other) => one.date.localeCompare(other.date)),
    sequence,
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
