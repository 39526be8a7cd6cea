import type { Channel } from '../contract/channels.ts';
import type { DraftMessage, DraftMessages, Verdicts } from '../contract/messages.ts';
import { checkMessage, errorsOf, passes, rulesOf } from '../quality/check-message.ts';
import type { CheckContext } from '../quality/rule.ts';

/** A message that the quality gate rejected, with the reasons. */
export type RejectedDrafts = Partial<Record<Channel, DraftMessage & { problems: Problem[] }>>;

/** A violation in the form in which the model sees it. */
export interface Problem {
  rule: string;
  field: string;
  excerpt: string;
  problem: string;
}

/** Runs the quality gate on each draft. */
export function checkDrafts(drafts: DraftMessages, context: CheckContext): Verdicts {
  return Object.fromEntries(
    Object.entries(drafts).map(([channel, draft]) => [
      channel,
      checkMessage(draft, channel as Channel, context),
    ]),
  );
}

/** More text than this adds no information and costs tokens. */
const mostProblemBytes = 4096;

/** The drafts that were rejected, each with its problems: errors first, then warnings, at most 4 KiB in total. */
export function rejectedDrafts(drafts: DraftMessages, verdicts: Verdicts): RejectedDrafts {
  const rejected: RejectedDrafts = {};
  const failing = Object.entries(drafts).filter(([channel]) => !passes(verdicts[channel as Channel] ?? []));
  // Each channel has an equal share, so that one cannot use up the space of the others.
  const share = Math.floor(mostProblemBytes / Math.max(1, failing.length));
  for (const [name, draft] of failing) {
    const channel = name as Channel;
    rejected[channel] = { ...draft, problems: problemsWithin(share, verdicts[channel] ?? []) };
  }
  return rejected;
}

function problemsWithin(mostBytes: number, violations: NonNullable<Verdicts[Channel]>): Problem[] {
  const errors = errorsOf(violations);
  const warnings = violations.filter(({ severity }) => severity === 'warning');
  const problems: Problem[] = [];
  let bytes = 0;
  for (const { rule, field, excerpt, message } of [...errors, ...warnings]) {
    const problem = { rule, field, excerpt, problem: message };
    bytes += Buffer.byteLength(JSON.stringify(problem));
    if (bytes > mostBytes) break;
    problems.push(problem);
  }
  return problems;
}

/** The rules that the rejected messages break. */
export function namesOfRules(verdicts: Verdicts): string {
  const failing = Object.entries(verdicts).filter(([, violations]) => !passes(violations));
  return listRules(failing.map(([channel, violations]) => [channel, errorsOf(violations)]));
}

/** For logs and errors, which must not contain message text: `email: placeholder, money; web: length`. */
export function listRules(
  found: readonly (readonly [channel: string, readonly { rule: string }[]])[],
): string {
  return found.map(([channel, broken]) => `${channel}: ${rulesOf(broken).join(', ')}`).join('; ');
}
