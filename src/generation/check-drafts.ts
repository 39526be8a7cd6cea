import type { Channel } from '../contract/channels.ts';
import type { DraftMessage, DraftMessages } from '../contract/messages.ts';
import type { Violation } from '../contract/violation.ts';
import { checkMessage, errorsOf, rulesOf } from '../quality/check-message.ts';
import type { CheckContext } from '../quality/rule.ts';

/** What the quality gate has stopped, by channel: the message and what is wrong with it. */
export type RejectedDrafts = Partial<Record<Channel, DraftMessage & { problems: Violation[] }>>;

/** @returns the drafts that do not pass the quality gate */
export function checkDrafts(drafts: DraftMessages, context: CheckContext): RejectedDrafts {
  const rejected: RejectedDrafts = {};
  for (const [name, draft] of Object.entries(drafts)) {
    const channel = name as Channel;
    const problems = errorsOf(checkMessage(draft, channel, context));
    if (problems.length > 0) rejected[channel] = { ...draft, problems };
  }
  return rejected;
}

/** For logs and errors, which never hold a message's text: `email: placeholder, price; web: length`. */
export function namesOfRules(rejected: RejectedDrafts): string {
  return Object.entries(rejected)
    .map(([channel, { problems }]) => `${channel}: ${rulesOf(problems).join(', ')}`)
    .join('; ');
}
