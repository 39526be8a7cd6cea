import type { ErrorBody } from '../contract/errors.ts';
import type { FollowUpStatus } from '../contract/status.ts';
import { isTerminal } from '../contract/status.ts';
import type { DatabaseClient } from '../platform/database.ts';
import type { Prisma } from '../platform/generated/client.ts';
import type { Services } from '../platform/services.ts';
import { calendarOf } from './calendar.ts';
import { type CurrentStep, currentStep, type Definition, definitionOf } from './definition.ts';
import { type LockedEnrollment, lockEnrollment } from './lock-enrollment.ts';
import { recordEnrollmentEvent } from './record-enrollment-event.ts';
import { stopEnrollment } from './stop-enrollments.ts';
import { type Calendar, endOfWait, intoWindow, nextDay } from './timing.ts';

/** A step that starts now. */
export interface StepToStart {
  enrollment: LockedEnrollment;
  current: CurrentStep;
  of: number;
}

/** How long after a failure a step is tried again. */
const retryAfterMs = 3_600_000;
/** A step that has failed this often ends its enrollment. */
const mostFailures = 2;

/**
 * Looks at an enrollment that is due: takes note of a step that has ended, and decides whether the next one starts now or
 * what it waits for. Everything is decided again each time, so an early or repeated call changes nothing.
 * @returns the step to start, or null
 */
export async function advanceEnrollment(
  { database, clock }: Pick<Services, 'database' | 'clock'>,
  id: string,
): Promise<StepToStart | null> {
  return database.prisma.$transaction(async (tx) => {
    const enrollment = await lockEnrollment(tx, id);
    if (enrollment?.status !== 'active') return null;
    const definition = definitionOf(enrollment);
    if (definition.isPaused) return rest(tx, id);
    const stage = await readStage(tx, enrollment);
    if (stage !== null && definition.stopOn.includes(`stage:${stage}`)) {
      await stopEnrollment(tx, enrollment, { reason: `stage:${stage}` });
      return null;
    }
    const after = await noteEnd(tx, enrollment, definition, clock);
    if (after === 'running') return rest(tx, id);
    if (after === 'ended') return null;
    return startOrWait(tx, after, definition, clock.now());
  });
}

/** Imports change stages without a look at enrollments. */
async function readStage(
  tx: DatabaseClient,
  { organisationId, leadId }: LockedEnrollment,
): Promise<string | null> {
  const lead = await tx.lead.findUnique({
    where: { organisationId_id: { organisationId, id: leadId } },
    select: { leadStage: true },
  });
  return lead?.leadStage ?? null;
}

/** Nothing happens before the enrollment is woken. */
async function rest(tx: DatabaseClient, id: string): Promise<null> {
  await update(tx, id, { nextStepAt: null, waiting: null });
  return null;
}

async function update(
  tx: DatabaseClient,
  id: string,
  data: Prisma.EnrollmentUncheckedUpdateInput,
): Promise<void> {
  await tx.enrollment.update({ where: { id }, data: { claimedUntil: null, ...data } });
}

/** Takes note of the end of the current step. @returns the enrollment before its next step */
async function noteEnd(
  tx: DatabaseClient,
  enrollment: LockedEnrollment,
  { steps }: Definition,
  clock: Services['clock'],
): Promise<LockedEnrollment | 'running' | 'ended'> {
  const { id, followUpId } = enrollment;
  // With a due time of its own, the step is to be written again.
  if (followUpId === null || enrollment.dueAt) return enrollment;
  const followUp = await tx.followUp.findUnique({ where: { id: followUpId } });
  // Retention may have deleted what ended long ago.
  const status = (followUp?.status ?? 'cancelled') as FollowUpStatus;
  if (followUp && !isTerminal(status)) return 'running';
  const endedAt = clock.at(followUp?.finishedAt ?? new Date());
  if (status === 'failed') {
    const dueAt = new Date(endedAt.getTime() + retryAfterMs);
    return (await noteFailure(tx, enrollment, followUp?.error as ErrorBody | null, dueAt))
      ? { ...enrollment, dueAt }
      : 'ended';
  }
  const key = followUp?.stepKey ?? '';
  const done = [...enrollment.done, key];
  const moved = { done, followUpId: null, baseAt: endedAt, dueAt: null, failures: 0 };
  await update(tx, id, moved);
  if (status === 'completed') {
    const position = steps.findIndex((step) => step.key === key) + 1;
    await recordEnrollmentEvent(tx, id, 'enrollment.step_completed', {
      step: key,
      position,
      follow_up_id: followUpId,
    });
  }
  return { ...enrollment, ...moved };
}

/**
 * Counts a failure of the current step. The second one ends the enrollment.
 * @returns whether the step will be tried again
 */
export async function noteFailure(
  tx: DatabaseClient,
  { id, failures }: Pick<LockedEnrollment, 'id' | 'failures'>,
  error: ErrorBody | null,
  dueAt: Date,
): Promise<boolean> {
  if (failures + 1 < mostFailures) {
    await update(tx, id, { failures: failures + 1, dueAt, nextStepAt: dueAt, waiting: 'wait' });
    return true;
  }
  const reason = error ?? { code: 'SYSTEM_ERROR', message: 'the step failed' };
  await update(tx, id, {
    status: 'failed',
    failures: failures + 1,
    error: reason as object,
    finishedAt: new Date(),
    nextStepAt: null,
    waiting: null,
  });
  await recordEnrollmentEvent(tx, id, 'enrollment.failed', { code: reason.code });
  return false;
}

async function startOrWait(
  tx: DatabaseClient,
  enrollment: LockedEnrollment,
  { steps, window, dailyLimit }: Definition,
  now: Date,
): Promise<StepToStart | null> {
  const { id } = enrollment;
  const current = currentStep(steps, enrollment.done);
  if (!current) {
    await update(tx, id, { status: 'finished', finishedAt: new Date(), nextStepAt: null, waiting: null });
    await recordEnrollmentEvent(tx, id, 'enrollment.finished');
    return null;
  }
  const calendar = await readCalendar(tx, enrollment, window);
  const afterWait = enrollment.dueAt ?? endOfWait(enrollment.baseAt, current.step.wait, calendar);
  const isAbsent = enrollment.holdUntil !== null && enrollment.holdUntil > afterWait;
  const dueAt = isAbsent ? (enrollment.holdUntil as Date) : afterWait;
  const wait = async (nextStepAt: Date, waiting: string) => {
    await update(tx, id, { nextStepAt, waiting });
    return null;
  };
  if (dueAt > now) return wait(intoWindow(dueAt, calendar), isAbsent ? 'out_of_office' : 'wait');
  const slot = intoWindow(now, calendar);
  if (slot > now) return wait(slot, 'window');
  if (dailyLimit !== null && !(await takeFromDay(tx, enrollment, dailyLimit, now))) {
    const tomorrow = nextDay(now, calendar);
    await postponeOthers(tx, enrollment, tomorrow, now);
    return wait(tomorrow, 'daily_limit');
  }
  return { enrollment, current, of: steps.length };
}

/** Counts one more start of today, unless the limit is reached. The row's lock makes concurrent starts wait. */
async function takeFromDay(
  tx: DatabaseClient,
  { organisationId, sequenceId }: LockedEnrollment,
  limit: number,
  now: Date,
): Promise<boolean> {
  const count = await tx.$executeRaw`
    INSERT INTO sequence_day AS d (organisation_id, sequence_id, day, started)
    SELECT q.organisation_id, q.id, (${now}::timestamptz AT TIME ZONE s.timezone)::date, 1
    FROM sequence q JOIN site s ON s.organisation_id = q.organisation_id AND s.id = q.site_id
    WHERE q.organisation_id = ${organisationId} AND q.id = ${sequenceId}::uuid
    ON CONFLICT (organisation_id, sequence_id, day) DO UPDATE SET started = d.started + 1
    WHERE d.started < ${limit}`;
  return count > 0;
}

/**
 * Lets all other due enrollments of the sequence wait as well, because none of them can start today. There may be many, so
 * one statement moves them; each looks at its own window then.
 */
async function postponeOthers(
  tx: DatabaseClient,
  { id, organisationId, sequenceId }: LockedEnrollment,
  until: Date,
  now: Date,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE enrollment SET next_step_at = ${until}, waiting = 'daily_limit'
    WHERE id IN (
      SELECT id FROM enrollment
      WHERE organisation_id = ${organisationId} AND sequence_id = ${sequenceId}::uuid AND status = 'active'
        AND next_step_at <= ${now} AND follow_up_id IS NULL AND id <> ${id}
        AND (claimed_until IS NULL OR claimed_until < ${now})
      ORDER BY id FOR UPDATE SKIP LOCKED)`;
}

/** The calendar of an enrollment. The lead's data in its request overrides the stored lead. */
export async function readCalendar(
  client: DatabaseClient,
  {
    organisationId,
    siteId,
    leadId,
    request,
  }: Pick<LockedEnrollment, 'organisationId' | 'siteId' | 'leadId' | 'request'>,
  window: Definition['window'],
): Promise<Calendar> {
  const site = await client.site.findUniqueOrThrow({
    where: { organisationId_id: { organisationId, id: siteId } },
    select: { timezone: true, country: true, holidays: true },
  });
  const lead = await client.lead.findUnique({
    where: { organisationId_id: { organisationId, id: leadId } },
    select: { timezone: true, phone: true },
  });
  const sent = request as { phone_number?: string; lead_data?: { phone?: string } };
  return calendarOf({
    site: { ...site, holidays: site.holidays as string[] | null },
    lead: {
      timezone: lead?.timezone ?? null,
      phone: sent.phone_number ?? sent.lead_data?.phone ?? lead?.phone ?? null,
    },
    window,
  });
}
