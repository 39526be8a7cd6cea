import { recordEvent } from '../../commands/record-event.ts';
import type { Channel } from '../../contract/channels.ts';
import type { Claims } from '../../contract/claims.ts';
import { AppError, type ErrorBody } from '../../contract/errors.ts';
import { copywriterOutputSchema } from '../../contract/messages.ts';
import { planSchema } from '../../contract/plan.ts';
import type { Principal } from '../../contract/principal.ts';
import type { Approval, Rejection } from '../../contract/review-requests.ts';
import type { Violation } from '../../contract/violation.ts';
import { readClosedChannels } from '../../directory/suppressions.ts';
import type { DatabaseClient } from '../../platform/database.ts';
import type { Revision } from '../../platform/generated/client.ts';
import { actorOf, recordAudit } from '../../platform/record-audit.ts';
import type { Services } from '../../platform/services.ts';
import { announceChange } from '../../webhooks/announce-change.ts';
import { cancelIfSequencePaused } from '../cancel-for-pause.ts';
import { cancelOpenCommands, cancelReviewed } from '../cancel-locked.ts';
import { type FollowUpResult, type Quality, warningsOf } from '../outcome.ts';
import { readFollowUp } from '../read.ts';
import { reportOutcome } from '../report-outcome.ts';
import { alreadyDecided, type LockedReview, lockReview, noSuchMessage } from './lock-review.ts';
import type { ReviewedResult } from './open-review.ts';
import { readStaleness } from './staleness.ts';

/**
 * Publishes exactly the approved revisions. The same approval again changes nothing. While the sequence of a step is
 * paused, nothing is published: its review is rejected, as by the pause itself.
 * @throws AppError FOLLOW_UP_NOT_FOUND, NOT_IN_REVIEW, ALREADY_DECIDED, REVISION_OUTDATED, REVIEW_STALE; NOT_FOUND for a
 *   message that the review does not have; NO_VALID_CHANNELS if the lead has opted out of all approved channels
 */
export async function approveFollowUp(
  services: Services,
  principal: Principal,
  id: string,
  { revisions, reviewer, stale }: Approval,
): Promise<void> {
  await readFollowUp(services, principal, id);
  const { prisma } = services.database;
  const outcome = await prisma.$transaction(async (tx) => {
    const locked = await lockReview(tx, id);
    if (locked.review.status === 'approved' && isSame(locked.review.approved, revisions)) return null;
    if (locked.review.status !== 'pending') throw alreadyDecided(locked.review);
    if (await cancelIfSequencePaused(tx, locked.followUp)) return { status: 'cancelled' } as const;
    const approved = chooseRevisions(locked, revisions);
    if (stale !== 'accept') await refuseStale(tx, locked, approved);
    const result = await publishedResult(tx, locked, approved);
    const now = new Date();
    await cancelOpenCommands(tx, id);
    await tx.followUp.update({
      where: { id },
      data: { status: 'completed', finishedAt: now, result: result as object },
    });
    const decision = { decidedAt: now, decidedBy: principal.apiKeyId, reviewer: reviewer ?? null };
    await tx.review.update({
      where: { followUpId: id },
      data: { status: 'approved', approved: revisions, ...decision },
    });
    await recordEvent(tx, { followUpId: id, status: 'completed' });
    const details = { revisions, reviewer: reviewer ?? null };
    await recordAudit(tx, { ...actorOf(principal), action: 'follow_up.approved', subject: id, details });
    return { status: 'completed', result } as const;
  });
  if (outcome) {
    if (outcome.status === 'completed') services.metrics.reviewsDecided.inc({ decision: 'approved' });
    reportOutcome(services, id, outcome);
  }
  await announceChange(services, { followUpId: id });
  if (outcome?.status === 'cancelled') {
    throw alreadyDecided(await prisma.review.findUniqueOrThrow({ where: { followUpId: id } }));
  }
}

/**
 * Cancels a follow-up because a person does not want its messages. The same rejection again changes nothing.
 * @throws AppError FOLLOW_UP_NOT_FOUND, NOT_IN_REVIEW, ALREADY_DECIDED
 */
export async function rejectFollowUp(
  services: Services,
  principal: Principal,
  id: string,
  { reason, reviewer }: Rejection,
): Promise<void> {
  await readFollowUp(services, principal, id);
  const error: ErrorBody = {
    code: 'REVIEW_REJECTED',
    message: 'a reviewer rejected the messages',
    details: { reason },
  };
  const isRejected = await services.database.prisma.$transaction(async (tx) => {
    const { review } = await lockReview(tx, id);
    if (review.status === 'rejected' && review.reason === reason) return false;
    if (review.status !== 'pending') throw alreadyDecided(review);
    await cancelReviewed(tx, id, error, {
      status: 'rejected',
      reason,
      decidedBy: principal.apiKeyId,
      reviewer: reviewer ?? null,
    });
    const details = { reviewer: reviewer ?? null };
    await recordAudit(tx, { ...actorOf(principal), action: 'follow_up.rejected', subject: id, details });
    return true;
  });
  if (isRejected) {
    services.metrics.reviewsDecided.inc({ decision: 'rejected' });
    reportOutcome(services, id, { status: 'cancelled', error });
  }
  await announceChange(services, { followUpId: id });
}

function isSame(approved: unknown, revisions: Approval['revisions']): boolean {
  const of = (numbers: object) => JSON.stringify(Object.entries(numbers).sort());
  return of(approved as object) === of(revisions);
}

/** @throws AppError REVISION_OUTDATED, NOT_FOUND */
function chooseRevisions({ newest }: LockedReview, revisions: Approval['revisions']): Revision[] {
  const chosen: Revision[] = [];
  const outdated: Record<string, number> = {};
  for (const [name, number] of Object.entries(revisions)) {
    const revision = newest.get(name as Channel);
    if (!revision) throw noSuchMessage();
    if (revision.number !== number) outdated[name] = revision.number;
    chosen.push(revision);
  }
  if (Object.keys(outdated).length === 0) return chosen;
  throw new AppError('REVISION_OUTDATED', 'a message was changed meanwhile: read it before you approve it', {
    details: { revisions: outdated },
  });
}

/** @throws AppError REVIEW_STALE */
async function refuseStale(
  tx: DatabaseClient,
  { followUp }: LockedReview,
  approved: readonly Revision[],
): Promise<void> {
  const factsAt = new Date(Math.min(...approved.map((revision) => revision.factsAt.getTime())));
  const stale = await readStaleness(tx, followUp.id, factsAt);
  if (!stale) return;
  throw new AppError(
    'REVIEW_STALE',
    'the lead has changed since these texts were written: write them again, or approve with "stale": "accept"',
    { details: { stale } },
  );
}

/** @throws AppError NO_VALID_CHANNELS if the lead has opted out of every approved channel */
async function publishedResult(
  tx: DatabaseClient,
  { followUp: { id, organisationId }, review }: LockedReview,
  approved: readonly Revision[],
): Promise<FollowUpResult> {
  const followUp = await tx.followUp.findUniqueOrThrow({
    where: { id },
    select: { leadId: true, plan: true, addresses: true },
  });
  const { strategy, quality, claims, skipped_channels } = review.result as unknown as ReviewedResult;
  const optedOut = await readClosedChannels(tx, organisationId, followUp);
  const result: FollowUpResult = {
    messages: {},
    quality: {},
    claims: {},
    skipped_channels: [...skipped_channels],
  };
  for (const channel of planSchema.parse(followUp.plan).channels) {
    const revision = approved.find((one) => one.channel === channel);
    if (revision && !optedOut.includes(channel)) {
      const { title, message } = revision;
      result.messages[channel] = { title, message, strategy };
      result.quality[channel] = revision.number === 1 ? (quality[channel] as Quality) : qualityOf(revision);
      const own = revision.number === 1 ? claims?.[channel] : (await claimsOf(tx, revision))?.[channel];
      if (own) result.claims = { ...result.claims, [channel]: own };
    } else if (!skipped_channels.some((skipped) => skipped.channel === channel)) {
      const reason = revision ? 'the lead has opted out' : 'not_approved';
      result.skipped_channels.push({ channel, reason });
    }
  }
  if (Object.keys(result.messages).length > 0) return result;
  throw new AppError(
    'NO_VALID_CHANNELS',
    'the lead has opted out of the approved channels: reject the follow-up, or approve another channel',
  );
}

function qualityOf({ violations, commandId }: Revision): Quality {
  return {
    refined: true,
    reason: commandId ? null : 'a person wrote this version',
    warnings: warningsOf(violations as Violation[]),
  };
}

/** The claims of a text that a command wrote again. Undefined for a person's text. */
async function claimsOf(tx: DatabaseClient, { commandId }: Revision): Promise<Claims | undefined> {
  const command = commandId && (await tx.command.findUnique({ where: { id: commandId } }));
  return command ? copywriterOutputSchema.parse(command.output).claims : undefined;
}
