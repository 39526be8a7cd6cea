import { recordEventOfType } from '../../commands/record-event.ts';
import type { Channel } from '../../contract/channels.ts';
import { AppError } from '../../contract/errors.ts';
import { factsSchema } from '../../contract/facts.ts';
import type { DraftMessage } from '../../contract/messages.ts';
import type { Principal } from '../../contract/principal.ts';
import type { RevisionView } from '../../contract/review.ts';
import type { MessageEdit } from '../../contract/review-requests.ts';
import type { Violation } from '../../contract/violation.ts';
import { openGate } from '../../generation/open-gate.ts';
import { actorOf, recordAudit } from '../../platform/record-audit.ts';
import type { Services } from '../../platform/services.ts';
import { errorsOf, passes, rulesOf } from '../../quality/check-message.ts';
import { type RuleId, ruleClasses } from '../../quality/rule-classes.ts';
import { announceChange } from '../../webhooks/announce-change.ts';
import { readFollowUp } from '../read.ts';
import { insistOnIdleMessage, lockPendingReview, newestOf } from './lock-review.ts';
import { presentRevision } from './revisions.ts';

/**
 * Stores a person's version of a message under review. The quality gate checks it outside the transaction, because a
 * lock must be short.
 * @param expected the revisions that the person may have changed, from If-Match; `*` for any, null if it is missing
 * @throws AppError FOLLOW_UP_NOT_FOUND, PRECONDITION_REQUIRED, NOT_IN_REVIEW, ALREADY_DECIDED, REVISION_OUTDATED, REVISION_IN_PROGRESS,
 *   MESSAGE_REJECTED, NOT_FOUND for a message that the review does not have
 */
export async function editMessage(
  services: Services,
  principal: Principal,
  { followUpId, channel }: { followUpId: string; channel: Channel },
  edit: MessageEdit,
  expected: readonly number[] | '*' | null,
): Promise<RevisionView> {
  const { prisma } = services.database;
  const followUp = await readFollowUp(services, principal, followUpId);
  if (expected === null) throw preconditionRequired();
  insistOnOverridable(edit.override?.rules ?? []);
  const lockNewest = async (tx: Parameters<typeof lockPendingReview>[0]) => {
    const current = newestOf(await lockPendingReview(tx, followUpId), channel);
    if (expected !== '*' && !expected.includes(current.number)) throw outdated(current.number);
    await insistOnIdleMessage(tx, followUpId, channel);
    return current;
  };
  const current = await prisma.$transaction(lockNewest);
  const text = { title: edit.title ?? current.title, message: edit.message ?? current.message };
  const violations = await check(followUp.facts, channel, text, edit.override?.rules ?? []);
  const revision = await prisma.$transaction(async (tx) => {
    const { number, factsAt } = await lockNewest(tx);
    // With `*`, the check must still belong to the text that is stored.
    if (number !== current.number) throw outdated(number);
    const stored = await tx.revision.create({
      data: {
        followUpId,
        channel,
        number: number + 1,
        ...text,
        violations,
        ...(edit.override ? { override: edit.override } : {}),
        apiKeyId: principal.apiKeyId,
        reviewer: edit.reviewer ?? null,
        factsAt,
      },
    });
    const data = { channel, revision: stored.number };
    await recordEventOfType(tx, 'follow_up.message_revised', { followUpId, data });
    const details = { ...data, reviewer: edit.reviewer ?? null, override: edit.override?.rules ?? [] };
    await recordAudit(tx, {
      ...actorOf(principal),
      action: 'follow_up.message_revised',
      subject: followUpId,
      details,
    });
    return stored;
  });
  await announceChange(services, { followUpId });
  return presentRevision(revision);
}

/** @throws AppError MESSAGE_REJECTED unless each error is of a rule that was overridden */
async function check(
  facts: unknown,
  channel: Channel,
  text: DraftMessage,
  overridden: readonly string[],
): Promise<Violation[]> {
  const gate = await openGate(factsSchema.parse(facts), new Date());
  const violations = (await gate.check({ [channel]: text }))[channel] ?? [];
  const left = violations.filter(({ rule }) => !overridden.includes(rule));
  if (passes(left)) return violations;
  const rules = rulesOf(errorsOf(left));
  const claims = rules.filter((rule) => isClaim(rule));
  const advice =
    claims.length === rules.length
      ? 'change the text, or take responsibility with "override"'
      : 'change the text';
  throw new AppError(
    'MESSAGE_REJECTED',
    `the quality gate stops this text (${rules.join(', ')}): ${advice}`,
    {
      details: { violations: left, overridable: claims },
    },
  );
}

/** @throws AppError INVALID_REQUEST for a rule that does not exist or that keeps out what is never fit to send */
function insistOnOverridable(rules: readonly string[]): void {
  const refused = rules.find((rule) => !isClaim(rule));
  if (refused === undefined) return;
  const names = Object.keys(ruleClasses).filter(isClaim);
  throw new AppError(
    'INVALID_REQUEST',
    `override.rules: only rules about claims can be overridden (${names.join(', ')})`,
    { details: { parameter: 'override.rules' } },
  );
}

function isClaim(rule: string): boolean {
  return ruleClasses[rule as RuleId] === 'claim';
}

function preconditionRequired(): AppError {
  return new AppError(
    'PRECONDITION_REQUIRED',
    'send the number of the revision that you changed in the header If-Match, such as If-Match: "1"',
    { details: { parameter: 'If-Match' } },
  );
}

function outdated(newest: number): AppError {
  return new AppError(
    'REVISION_OUTDATED',
    'the message was changed meanwhile: read the newest revision and change that',
    { httpStatus: 412, details: { revision: newest } },
  );
}
