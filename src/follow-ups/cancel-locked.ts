import type { LockedFollowUp } from '../commands/lock-follow-up.ts';
import { recordEvent } from '../commands/record-event.ts';
import { endCommand } from '../commands/transitions.ts';
import type { ErrorBody } from '../contract/errors.ts';
import { isTerminal } from '../contract/status.ts';
import type { DatabaseClient } from '../platform/database.ts';

/**
 * Cancels a follow-up that the transaction has locked, and rejects its review if it has an open one.
 * @param by the API key that cancels, or null, and the reason that a review shows
 * @returns false if the follow-up has ended already
 */
export async function cancelLocked(
  tx: DatabaseClient,
  { id, status }: LockedFollowUp,
  by: { decidedBy: string | null; reason: string },
): Promise<boolean> {
  if (isTerminal(status)) return false;
  if (status === 'awaiting_review') await cancelReviewed(tx, id, null, { status: 'rejected', ...by });
  else await endAsCancelled(tx, id, null);
  return true;
}

export interface NegativeDecision {
  status: 'rejected' | 'expired';
  decidedBy: string | null;
  reviewer?: string | null;
  reason?: string | null;
}

/** Ends a pending review without publishing anything. The transaction has locked the follow-up. */
export async function cancelReviewed(
  tx: DatabaseClient,
  followUpId: string,
  error: ErrorBody | null,
  decision: NegativeDecision,
): Promise<void> {
  await tx.review.update({ where: { followUpId }, data: { ...decision, decidedAt: new Date() } });
  await endAsCancelled(tx, followUpId, error);
}

async function endAsCancelled(
  tx: DatabaseClient,
  followUpId: string,
  error: ErrorBody | null,
): Promise<void> {
  await cancelOpenCommands(tx, followUpId);
  await tx.followUp.update({
    where: { id: followUpId },
    data: { status: 'cancelled', finishedAt: new Date(), ...(error ? { error: error as object } : {}) },
  });
  await recordEvent(tx, {
    followUpId,
    status: 'cancelled',
    ...(error ? { data: { code: error.code } } : {}),
  });
}

/** Cancels the commands that have not ended. The transaction has locked the follow-up. */
export async function cancelOpenCommands(tx: DatabaseClient, followUpId: string): Promise<void> {
  const open = await tx.command.findMany({
    where: { followUpId, status: { in: ['queued', 'running'] } },
    select: { id: true, followUpId: true, status: true },
  });
  for (const command of open) await endCommand(tx, command, { status: 'cancelled' });
}
