import { lockFollowUp } from '../commands/lock-follow-up.ts';
import { cancelForPause } from '../follow-ups/cancel-for-pause.ts';
import { cancelLocked } from '../follow-ups/cancel-locked.ts';
import type { DatabaseClient } from '../platform/database.ts';
import { definitionOf } from './definition.ts';
import { isOpen, type LockedEnrollment, lockEnrollments, openStatuses } from './lock-enrollment.ts';
import { recordEnrollmentEvent } from './record-enrollment-event.ts';

/** What a change of a lead stops, to be announced after the commit. */
export interface Stopped {
  enrollmentIds: string[];
  /** Why enrollments were stopped, once for each. */
  reasons: string[];
  /** The follow-ups that were cancelled. */
  followUpIds: string[];
}

export const nothingStopped = (): Stopped => ({ enrollmentIds: [], reasons: [], followUpIds: [] });

export interface StopReason {
  /** Such as `reply` or `stage:won`. */
  reason: string;
  interactionId?: string | null;
}

/** What has happened, by the rules that it may break: the first one that an enrollment has counts. */
export interface StopCause {
  reasons: readonly string[];
  /** The interaction of each lead. */
  interactionIds?: ReadonlyMap<string, string>;
}

/**
 * Stops the enrollments of leads whose rules name one of the reasons, in the transaction of the change that causes it. What
 * is being written or reviewed is cancelled, so nothing more is published.
 */
export async function stopEnrollmentsOf(
  tx: DatabaseClient,
  { organisationId, leadIds }: { organisationId: string; leadIds: readonly string[] },
  { reasons, interactionIds }: StopCause,
): Promise<Stopped> {
  const open = await tx.enrollment.findMany({
    where: { organisationId, leadId: { in: [...leadIds] }, status: { in: openStatuses } },
    select: { id: true },
  });
  const stopped = nothingStopped();
  const locked = await lockEnrollments(
    tx,
    open.map(({ id }) => id),
  );
  for (const enrollment of locked.filter(isOpen)) {
    const { stopOn } = definitionOf(enrollment);
    const reason = reasons.find((one) => stopOn.includes(one));
    if (reason === undefined) continue;
    const interactionId = interactionIds?.get(enrollment.leadId) ?? null;
    const followUpId = await stopEnrollment(tx, enrollment, { reason, interactionId });
    stopped.enrollmentIds.push(enrollment.id);
    stopped.reasons.push(reason);
    if (followUpId) stopped.followUpIds.push(followUpId);
  }
  return stopped;
}

/** Stops one enrollment that the transaction has locked. @returns the follow-up that was cancelled */
export async function stopEnrollment(
  tx: DatabaseClient,
  enrollment: LockedEnrollment,
  { reason, interactionId = null }: StopReason,
): Promise<string | null> {
  await tx.enrollment.update({
    where: { id: enrollment.id },
    data: {
      status: 'stopped',
      stoppedBy: reason,
      interactionId,
      finishedAt: new Date(),
      nextStepAt: null,
      waiting: null,
      pausedAt: null,
    },
  });
  const cancelled = await cancelStep(tx, enrollment, 'the sequence was stopped');
  await recordEnrollmentEvent(tx, enrollment.id, 'enrollment.stopped', { reason });
  return cancelled;
}

/** Cancels the current step if it is being written or reviewed. @returns its follow-up, or null */
export async function cancelStep(
  tx: DatabaseClient,
  { followUpId }: Pick<LockedEnrollment, 'followUpId'>,
  reason: string,
): Promise<string | null> {
  if (followUpId === null) return null;
  const followUp = await lockFollowUp(tx, { followUpId });
  return followUp && (await cancelLocked(tx, followUp, { decidedBy: null, reason })) ? followUpId : null;
}

/** The same, and the step is written again when the enrollment goes on. */
export async function cancelStepForPause(
  tx: DatabaseClient,
  { followUpId }: Pick<LockedEnrollment, 'followUpId'>,
  pause: Parameters<typeof cancelForPause>[2],
): Promise<string | null> {
  const followUp = followUpId === null ? null : await lockFollowUp(tx, { followUpId });
  return followUp && (await cancelForPause(tx, followUp, pause)) ? followUpId : null;
}
