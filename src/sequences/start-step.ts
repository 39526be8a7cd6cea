import { AppError, type ErrorBody } from '../contract/errors.ts';
import type { Facts } from '../contract/facts.ts';
import type { LeadFollowUpRequest } from '../contract/lead-follow-up-request.ts';
import type { SalesOutput } from '../contract/messages.ts';
import { planRequest } from '../follow-ups/accept.ts';
import type { FollowUpResult } from '../follow-ups/outcome.ts';
import { readWithinBudget } from '../follow-ups/read-within-budget.ts';
import { storeFollowUp } from '../follow-ups/store-follow-up.ts';
import type { Services } from '../platform/services.ts';
import { advanceEnrollment, type StepToStart } from './advance.ts';
import { countEnd } from './count-end.ts';
import { returnToDay } from './daily-limit.ts';
import { lockEnrollment } from './lock-enrollment.ts';
import { noteFailure } from './note-failure.ts';
import { updateEnrollment } from './update-enrollment.ts';

/** How long after a refusal by the planning a step is tried again. */
const refusedRetryMs = 3_600_000;

/** Looks at an enrollment that is due, and starts its next step if it is due too. */
export async function runEnrollment(services: Services, id: string): Promise<void> {
  const start = await advanceEnrollment(services, id);
  if (start) await startStep(services, start);
}

/**
 * Creates the follow-up of a step. The statement that stores it also moves the enrollment on, and stores nothing if the
 * enrollment was stopped, paused or started by another worker meanwhile.
 */
async function startStep(services: Services, start: StepToStart): Promise<void> {
  const { enrollment, current } = start;
  try {
    const request = requestOf(start);
    const known = await readKnown(services, enrollment.organisationId, request);
    const { organisationId, leadHidden } = enrollment;
    const { earlier, retried } = await readStepsSoFar(services, start);
    const planned = await planRequest(
      services,
      { organisationId, siteId: null, leadHidden },
      request,
      known,
      {
        channels: current.step.channels,
        sequence: { step: current.index + 1, of: start.of, brief: current.step.brief, earlier },
      },
    );
    const { followUpId, done } = enrollment;
    const stored = await storeFollowUp(services, {
      ...planned,
      step: {
        enrollmentId: enrollment.id,
        key: current.step.key,
        expectedFollowUpId: followUpId,
        expectedDone: done.length,
        created: null,
      },
      ...(retried ? { retryOf: { id: retried, completed: [] } } : {}),
    });
    if (!stored) await returnStart(services, enrollment);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await returnStart(services, enrollment);
    await noteRefusal(services, start, error);
  }
}

/** A start that came to nothing does not count toward the daily limit. */
async function returnStart(
  { database, clock }: Services,
  enrollment: StepToStart['enrollment'],
): Promise<void> {
  if (enrollment.sequence?.dailyLimit == null) return;
  await returnToDay(database.prisma, enrollment, clock.now());
}

function requestOf({ enrollment, current: { step } }: StepToStart): LeadFollowUpRequest {
  const request = enrollment.request as Partial<LeadFollowUpRequest>;
  return {
    ...request,
    site_id: enrollment.siteId,
    lead_id: enrollment.leadId,
    ...(step.follow_up_type ? { follow_up_type: step.follow_up_type } : {}),
    ...(step.review ? { require_review: true } : {}),
    metadata: enrollment.metadata as Record<string, string>,
    ...(enrollment.callbackUrl ? { callback_url: enrollment.callbackUrl } : {}),
  };
}

/** @throws AppError RATE_LIMITED if a daily budget is used up */
async function readKnown(services: Services, organisationId: string, request: LeadFollowUpRequest) {
  const { dailyTokens, dailyUsd } = await services.database.prisma.organisation.findUniqueOrThrow({
    where: { id: organisationId },
    select: { dailyTokens: true, dailyUsd: true },
  });
  const spender = {
    organisationId,
    dailyTokens: dailyTokens === null ? null : Number(dailyTokens),
    dailyUsd: dailyUsd?.toNumber() ?? null,
  };
  return readWithinBudget(services, spender, request);
}

/** What is known of the steps that an enrollment has started. */
interface StepsSoFar {
  /** What they have published, oldest first. */
  earlier: NonNullable<Facts['sequence']>['earlier'];
  /** The newest follow-up of this step, which the new one retries. Null if there is none, or retention has deleted it. */
  retried: string | null;
}

async function readStepsSoFar(
  { database, clock }: Services,
  { enrollment, current: { step } }: StepToStart,
): Promise<StepsSoFar> {
  const followUps = await database.prisma.followUp.findMany({
    where: { enrollmentId: enrollment.id },
    select: {
      id: true,
      stepKey: true,
      status: true,
      result: true,
      finishedAt: true,
      commands: { where: { kind: 'sales', number: 0 }, select: { output: true } },
    },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  const published = followUps.filter(({ status }) => status === 'completed');
  return {
    earlier: published.map(({ result, finishedAt, commands: [sales] }) => {
      const { messages } = result as unknown as FollowUpResult;
      const texts = Object.entries(messages).map(([channel, { title, message }]) => [
        channel,
        { title, message },
      ]);
      return {
        date: clock.at(finishedAt ?? new Date()).toISOString(),
        messages: Object.fromEntries(texts),
        ledger: (sales?.output as SalesOutput | null | undefined)?.ledger ?? null,
      };
    }),
    retried: followUps.findLast(({ stepKey }) => stepKey === step.key)?.id ?? null,
  };
}

/** A step that cannot be planned has failed. One that has no budget today waits for the next day. */
async function noteRefusal(
  services: Services,
  { enrollment: planned }: StepToStart,
  error: AppError,
): Promise<void> {
  const { database, clock } = services;
  const { id } = planned;
  const isFailed = await database.prisma.$transaction(async (tx) => {
    const enrollment = await lockEnrollment(tx, id);
    if (enrollment?.status !== 'active' || !isAsPlanned(enrollment, planned)) return false;
    if (error.code === 'RATE_LIMITED') {
      const waitMs = Number(error.headers['Retry-After'] ?? 60) * 1_000;
      const nextStepAt = new Date(clock.now().getTime() + waitMs);
      await updateEnrollment(tx, id, { nextStepAt, waiting: 'daily_limit' });
      return false;
    }
    const reason: ErrorBody = error.body;
    return !(await noteFailure(tx, enrollment, reason, new Date(clock.now().getTime() + refusedRetryMs)));
  });
  if (isFailed) countEnd(services, 'failed');
}

/** Whether nobody has started, skipped or failed the step meanwhile. */
function isAsPlanned(one: StepToStart['enrollment'], other: StepToStart['enrollment']): boolean {
  return (
    one.followUpId === other.followUpId &&
    one.failures === other.failures &&
    one.done.length === other.done.length
  );
}
