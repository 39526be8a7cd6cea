import type { ErrorBody } from '../contract/errors.ts';
import type { FollowUpStatus } from '../contract/status.ts';
import { isTerminal } from '../contract/status.ts';
import { sequencePaused } from '../follow-ups/cancel-for-pause.ts';
import type { DatabaseClient } from '../platform/database.ts';
import type { Lead } from '../platform/generated/client.ts';
import type { Services } from '../platform/services.ts';
import { announce } from './announce.ts';
import { countEnd } from './count-end.ts';
import { postponeOthers, takeFromDay } from './daily-limit.ts';
import { type CurrentStep, currentStep, type Definition, definitionOf } from './definition.ts';
import { type LockedEnrollment, lockEnrollment } from './lock-enrollment.ts';
import { noteFailure } from './note-failure.ts';
import { readCalendar } from './read-calendar.ts';
import { recordEnrollmentEvent } from './record-enrollment-event.ts';
import { cancelStepForPause, type Stopped, stopEnrollment } from './stop-enrollments.ts';
import { endOfWait, intoWindow, nextDay } from './timing.ts';
import { updateEnrollment } from './update-enrollment.ts';

/** A step that starts now. */
export interface StepToStart {
  enrollment: LockedEnrollment;
  current: CurrentStep;
  of: number;
}

/** What a look at an enrollment has come to, to be announced and counted after the commit. */
interface Advance {
  start: StepToStart | null;
  isStepCompleted?: boolean;
  ended?: 'finished' | 'failed';
  stopped?: Stopped;
}

/** How long after a failure a step is tried again. */
const retryAfterMs = 3_600_000;

/**
 * Looks at an enrollment that is due: takes note of a step that has ended or that a pause must cancel, and decides whether
 * the next one starts now or what it waits for. Everything is decided again each time, so an early or repeated call changes
 * nothing.
 * @returns the step to start, or null
 */
export async function advanceEnrollment(services: Services, id: string): Promise<StepToStart | null> {
  const { database, clock, metrics } = services;
  const advance = await database.prisma.$transaction(async (tx): Promise<Advance> => {
    const enrollment = await lockEnrollment(tx, id);
    if (enrollment?.status !== 'active') return { start: null };
    const definition = definitionOf(enrollment);
    if (definition.pausedAt) {
      const pause = { reason: sequencePaused, dueAt: definition.pausedAt };
      const cancelled = await cancelStepForPause(tx, enrollment, pause);
      return { ...(await rest(tx, id)), stopped: stoppedHere([], cancelled) };
    }
    const lead = await readLead(tx, enrollment);
    const reason = await findStop(tx, enrollment, definition, lead);
    if (reason !== null) {
      const cancelled = await stopEnrollment(tx, enrollment, { reason });
      return { start: null, stopped: stoppedHere([reason], cancelled) };
    }
    const noted = await noteEnd(tx, enrollment, definition, clock);
    if (noted === 'running') return rest(tx, id);
    if (noted === 'failed') return { start: null, ended: noted };
    const { after, isStepCompleted } = noted;
    const next = await startOrWait(tx, after, definition, lead, clock.now());
    return next === 'finished'
      ? { start: null, isStepCompleted, ended: next }
      : { start: next, isStepCompleted };
  });
  if (advance.isStepCompleted) metrics.stepsCompleted.inc();
  if (advance.ended) countEnd(services, advance.ended);
  if (advance.stopped) await announce(services, advance.stopped);
  return advance.start;
}

/** @returns what is left to announce: the caller announces the enrollment itself */
function stoppedHere(reasons: string[], cancelled: string | null): Stopped {
  return { enrollmentIds: [], reasons, followUpIds: cancelled === null ? [] : [cancelled] };
}

type StoredLead = Pick<Lead, 'leadStage' | 'timezone' | 'phone'>;

/** @returns null if the lead is not stored */
function readLead(
  tx: DatabaseClient,
  { organisationId, leadId }: LockedEnrollment,
): Promise<StoredLead | null> {
  return tx.lead.findUnique({
    where: { organisationId_id: { organisationId, id: leadId } },
    select: { leadStage: true, timezone: true, phone: true },
  });
}

/** What an import has changed stops an enrollment here: an import does not look at enrollments. */
async function findStop(
  tx: DatabaseClient,
  { organisationId, leadId, createdAt }: LockedEnrollment,
  { stopOn }: Definition,
  lead: StoredLead | null,
): Promise<string | null> {
  const stage = `stage:${lead?.leadStage ?? ''}`;
  if (lead?.leadStage && stopOn.includes(stage)) return stage;
  if (!stopOn.includes('opt_out')) return null;
  const optOuts = await tx.optOut.count({ where: { organisationId, leadId, at: { gt: createdAt } } });
  return optOuts > 0 ? 'opt_out' : null;
}

/** Nothing happens before the enrollment is woken. */
async function rest(tx: DatabaseClient, id: string): Promise<Advance> {
  await updateEnrollment(tx, id, { nextStepAt: null, waiting: null });
  return { start: null };
}

/** An enrollment before its next step. */
interface Noted {
  after: LockedEnrollment;
  /** Whether the step before was published just now. */
  isStepCompleted: boolean;
}

/** Takes note of the end of the current step. @returns `failed` if the enrollment has failed with it */
async function noteEnd(
  tx: DatabaseClient,
  enrollment: LockedEnrollment,
  { steps }: Definition,
  clock: Services['clock'],
): Promise<Noted | 'running' | 'failed'> {
  const { id, followUpId } = enrollment;
  // With a due time of its own, the step is to be written again.
  if (followUpId === null || enrollment.dueAt) return { after: enrollment, isStepCompleted: false };
  const followUp = await tx.followUp.findUnique({ where: { id: followUpId } });
  // Retention may have deleted what ended long ago.
  const status = (followUp?.status ?? 'cancelled') as FollowUpStatus;
  if (followUp && !isTerminal(status)) return 'running';
  const endedAt = clock.at(followUp?.finishedAt ?? new Date());
  if (status === 'failed') {
    const dueAt = new Date(endedAt.getTime() + retryAfterMs);
    return (await noteFailure(tx, enrollment, followUp?.error as ErrorBody | null, dueAt))
      ? { after: { ...enrollment, dueAt }, isStepCompleted: false }
      : 'failed';
  }
  const key = enrollment.stepKey ?? '';
  const done = [...enrollment.done, key];
  const moved = { done, followUpId: null, stepKey: null, baseAt: endedAt, dueAt: null, failures: 0 };
  await updateEnrollment(tx, id, moved);
  const isStepCompleted = status === 'completed';
  if (isStepCompleted) {
    const position = steps.findIndex((step) => step.key === key) + 1;
    await recordEnrollmentEvent(tx, id, 'enrollment.step_completed', {
      step: key,
      position,
      follow_up_id: followUpId,
    });
  }
  return { after: { ...enrollment, ...moved }, isStepCompleted };
}

async function startOrWait(
  tx: DatabaseClient,
  enrollment: LockedEnrollment,
  { steps, window, dailyLimit }: Definition,
  lead: StoredLead | null,
  now: Date,
): Promise<StepToStart | 'finished' | null> {
  const { id } = enrollment;
  const current = currentStep(steps, enrollment.done);
  if (!current) {
    await updateEnrollment(tx, id, {
      status: 'finished',
      finishedAt: new Date(),
      nextStepAt: null,
      waiting: null,
    });
    await recordEnrollmentEvent(tx, id, 'enrollment.finished');
    return 'finished';
  }
  const calendar = await readCalendar(tx, enrollment, window, lead);
  // The due time of a step that is to be written again is not that of a step that was put before it.
  const isOther = enrollment.followUpId !== null && enrollment.stepKey !== current.step.key;
  const ownDueAt = isOther ? null : enrollment.dueAt;
  const afterWait = ownDueAt ?? endOfWait(enrollment.baseAt, current.step.wait, calendar);
  const isAbsent = enrollment.holdUntil !== null && enrollment.holdUntil > afterWait;
  const dueAt = isAbsent ? (enrollment.holdUntil as Date) : afterWait;
  const wait = async (nextStepAt: Date, waiting: string) => {
    await updateEnrollment(tx, id, { nextStepAt, waiting });
    return null;
  };
  if (dueAt > now) return wait(intoWindow(dueAt, calendar), isAbsent ? 'out_of_office' : 'wait');
  const slot = intoWindow(now, calendar);
  if (slot > now) return wait(slot, 'window');
  if (dailyLimit !== null && !(await takeFromDay(tx, enrollment, dailyLimit, now))) {
    const midnight = nextDay(now, calendar);
    await postponeOthers(tx, enrollment, midnight, now);
    return wait(intoWindow(midnight, calendar), 'daily_limit');
  }
  return { enrollment, current, of: steps.length };
}
