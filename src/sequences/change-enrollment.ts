import { AppError } from '../contract/errors.ts';
import type { Principal } from '../contract/principal.ts';
import type { DatabaseClient } from '../platform/database.ts';
import { actorOf, recordAudit } from '../platform/record-audit.ts';
import type { Services } from '../platform/services.ts';
import { announce } from './announce.ts';
import { stoppedByHand } from './count-end.ts';
import { currentStep, definitionOf } from './definition.ts';
import { isOpen, type LockedEnrollment, lockOwnEnrollment } from './lock-enrollment.ts';
import { runEnrollment } from './start-step.ts';
import { cancelStep, cancelStepForPause, nothingStopped, stopEnrollment } from './stop-enrollments.ts';
import { updateEnrollment } from './update-enrollment.ts';

/** Changes a locked enrollment. @returns the follow-up that was cancelled, or null */
type Change = (tx: DatabaseClient, enrollment: LockedEnrollment, now: Date) => Promise<string | null>;

/** Does not start or publish anything until it is resumed. What is being written or reviewed is written again then. */
const pause: Change = async (tx, enrollment, now) => {
  if (enrollment.status === 'paused') return null;
  await updateEnrollment(tx, enrollment.id, { status: 'paused', pausedAt: now, nextStepAt: null });
  return cancelStepForPause(tx, enrollment, { reason: 'the enrollment was paused', dueAt: now });
};

/** Goes on. The time of the pause does not count as waiting. */
const resume: Change = async (tx, { id, status, pausedAt, baseAt, dueAt }, now) => {
  if (status === 'active') return null;
  const pausedMs = pausedAt ? now.getTime() - pausedAt.getTime() : 0;
  const moved = (time: Date) => new Date(time.getTime() + pausedMs);
  await tx.enrollment.update({
    where: { id },
    data: {
      status: 'active',
      pausedAt: null,
      baseAt: moved(baseAt),
      dueAt: dueAt && moved(dueAt),
      // A worker computes the time of the next step.
      nextStepAt: now,
    },
  });
  return null;
};

const stop: Change = (tx, enrollment) => stopEnrollment(tx, enrollment, { reason: stoppedByHand });

/** Moves on to the next step now. */
const skip: Change = async (tx, enrollment, now) => {
  const { steps } = definitionOf(enrollment);
  const key = enrollment.stepKey ?? currentStep(steps, enrollment.done)?.step.key;
  const cancelled = await cancelStep(tx, enrollment, 'the step was skipped');
  const isSkipped = key !== undefined && !(await isPublished(tx, enrollment));
  await tx.enrollment.update({
    where: { id: enrollment.id },
    data: {
      ...(key ? { done: [...enrollment.done, key] } : {}),
      ...(isSkipped ? { skipped: [...enrollment.skipped, key] } : {}),
      followUpId: null,
      stepKey: null,
      failures: 0,
      // Resuming adds the time of the pause.
      dueAt: enrollment.pausedAt ?? enrollment.sequence?.pausedAt ?? now,
      holdUntil: null,
      nextStepAt: enrollment.status === 'active' ? now : null,
    },
  });
  return cancelled;
};

/** The current step may have ended a moment ago, and no worker has taken note of it yet. */
async function isPublished(tx: DatabaseClient, { followUpId: id }: LockedEnrollment): Promise<boolean> {
  return id !== null && (await tx.followUp.count({ where: { id, status: 'completed' } })) > 0;
}

const changes = { pause, resume, stop, skip } as const;
export type EnrollmentAction = keyof typeof changes;

/** @throws AppError ENROLLMENT_NOT_FOUND; ENROLLMENT_ENDED unless the action is to stop what has been stopped */
export async function changeEnrollment(
  services: Services,
  principal: Principal,
  id: string,
  action: EnrollmentAction,
): Promise<void> {
  const { clock, database } = services;
  const changed = await database.prisma.$transaction(async (tx) => {
    const enrollment = await lockOwnEnrollment(tx, principal, id);
    if (!isOpen(enrollment)) {
      if (action === 'stop' && enrollment.status === 'stopped') return nothingStopped();
      throw new AppError('ENROLLMENT_ENDED', `the enrollment has ended: it is ${enrollment.status}`);
    }
    const cancelled = await changes[action](tx, enrollment, clock.now());
    await recordAudit(tx, { ...actorOf(principal), action: `enrollment.${action}`, subject: id });
    return {
      followUpIds: cancelled ? [cancelled] : [],
      reasons: action === 'stop' ? [stoppedByHand] : [],
    };
  });
  // The answer says what it waits for now. A worker does the same later if this process dies.
  await runEnrollment(services, id);
  await announce(services, { ...changed, enrollmentIds: [id] });
}
