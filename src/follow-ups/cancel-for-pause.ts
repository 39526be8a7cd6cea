import type { LockedFollowUp } from '../commands/lock-follow-up.ts';
import type { DatabaseClient } from '../platform/database.ts';
import { cancelLocked } from './cancel-locked.ts';

/**
 * Cancels a step that is being written or reviewed because of a pause. It stays the current step of its enrollment, which
 * writes it again when it goes on. The transaction has locked the follow-up.
 * @param dueAt when the pause began: going on adds the time of the pause
 * @returns false if the follow-up has ended already
 */
export async function cancelForPause(
  tx: DatabaseClient,
  followUp: LockedFollowUp,
  { reason, dueAt }: { reason: string; dueAt: Date },
): Promise<boolean> {
  const { id: followUpId, enrollmentId } = followUp;
  if (!(await cancelLocked(tx, followUp, { decidedBy: null, reason }))) return false;
  if (enrollmentId)
    await tx.enrollment.updateMany({ where: { id: enrollmentId, followUpId }, data: { dueAt } });
  return true;
}

/** The reason that a review shows after its sequence was paused. */
export const sequencePaused = 'the sequence was paused';

/**
 * Cancels a follow-up in this way if it is a step of a sequence that is paused as a whole. Call it before publishing: the
 * lock on the sequence makes a pause wait until the transaction ends, or this wait for the pause. The transaction has
 * locked the follow-up, and no enrollment yet.
 * @returns whether it was cancelled
 */
export async function cancelIfSequencePaused(tx: DatabaseClient, followUp: LockedFollowUp): Promise<boolean> {
  if (followUp.enrollmentId === null) return false;
  const [sequence] = await tx.$queryRaw<{ pausedAt: Date | null }[]>`
    SELECT q.paused_at AS "pausedAt"
    FROM enrollment n JOIN sequence q ON q.organisation_id = n.organisation_id AND q.id = n.sequence_id
    WHERE n.id = ${followUp.enrollmentId} FOR SHARE OF q`;
  if (!sequence?.pausedAt) return false;
  return cancelForPause(tx, followUp, { reason: sequencePaused, dueAt: sequence.pausedAt });
}
