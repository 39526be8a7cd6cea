import { type LockedFollowUp, lockFollowUp } from '../../commands/lock-follow-up.ts';
import type { Channel } from '../../contract/channels.ts';
import { AppError } from '../../contract/errors.ts';
import type { DatabaseClient } from '../../platform/database.ts';
import type { Review, Revision } from '../../platform/generated/client.ts';
import { followUpNotFound } from '../read.ts';

export interface LockedReview {
  followUp: LockedFollowUp;
  review: Review;
  /** The newest revision of each message. */
  newest: ReadonlyMap<Channel, Revision>;
}

/**
 * Locks a follow-up and reads its review, whatever its status.
 * @throws AppError FOLLOW_UP_NOT_FOUND; NOT_IN_REVIEW if it has no review
 */
export async function lockReview(tx: DatabaseClient, followUpId: string): Promise<LockedReview> {
  const followUp = await lockFollowUp(tx, { followUpId });
  if (!followUp) throw followUpNotFound();
  const found = await tx.review.findUnique({
    where: { followUpId },
    include: { revisions: { orderBy: { number: 'asc' } } },
  });
  if (!found) throw notInReview(followUp.status);
  const { revisions, ...review } = found;
  return { followUp, review, newest: new Map(revisions.map((one) => [one.channel as Channel, one])) };
}

/** The same for a review that is still to be decided. @throws AppError also ALREADY_DECIDED */
export async function lockPendingReview(tx: DatabaseClient, followUpId: string): Promise<LockedReview> {
  const locked = await lockReview(tx, followUpId);
  if (locked.review.status !== 'pending') throw alreadyDecided(locked.review);
  return locked;
}

/** @throws AppError NOT_FOUND if the review has no message of this channel */
export function newestOf({ newest }: LockedReview, channel: Channel): Revision {
  const revision = newest.get(channel);
  if (!revision) throw noSuchMessage();
  return revision;
}

/** @throws AppError REVISION_IN_PROGRESS while a command writes the message again */
export async function insistOnIdleMessage(
  tx: DatabaseClient,
  followUpId: string,
  channel: Channel,
): Promise<void> {
  const open = await tx.command.findFirst({
    where: { followUpId, channel, status: { in: ['queued', 'running'] } },
    select: { id: true },
  });
  if (!open) return;
  throw new AppError(
    'REVISION_IN_PROGRESS',
    'this message is being written again: wait for the event follow_up.message_revised',
    { details: { command_id: open.id } },
  );
}

export function noSuchMessage(): AppError {
  return new AppError('NOT_FOUND', 'the review has no message of this channel');
}

export function notInReview(status: string): AppError {
  return new AppError('NOT_IN_REVIEW', `the follow-up has no review; its status is ${status}`);
}

export function alreadyDecided({ status, decidedAt }: Review): AppError {
  return new AppError('ALREADY_DECIDED', `the review has ended: it is ${status}`, {
    details: { status, decided_at: decidedAt?.toISOString() ?? null },
  });
}
