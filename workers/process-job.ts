import { setTimeout as sleep } from 'node:timers/promises';
import { DelayedError, type Job, UnrecoverableError } from 'bullmq';
import type { z } from 'zod';
import type { JobOutcome } from '../src/commands/execute-command.ts';
import { isDatabaseUnavailable } from '../src/platform/database-unavailable.ts';
import type { DeliveryJobData } from '../src/platform/queues/delivery-job.ts';
import type { PhaseJobData, SettleJobData } from '../src/platform/queues/follow-up-flow.ts';
import type { ImportJobData } from '../src/platform/queues/import-job.ts';
import { safeError } from '../src/platform/safe-error.ts';
import type { Services } from '../src/platform/services.ts';
import { runInHand } from '../src/platform/work-in-hand.ts';

export interface JobRun<Data> {
  data: Data;
  /** Whether this is the job's last attempt. */
  lastAttempt: boolean;
  /** If any of them is aborted, this process must stop working on the job. */
  stopSignals: readonly AbortSignal[];
}

/** The work of one job. Results are stored in the rows, never in the queue. */
export type Processor<Data> = (services: Services, run: JobRun<Data>) => Promise<JobOutcome>;
export type PhaseJob = Processor<PhaseJobData>;
export type SettleJob = Processor<SettleJobData>;
export type DeliveryJob = Processor<DeliveryJobData>;
export type ImportJob = Processor<ImportJobData>;

/** How long a job is postponed while the database is unavailable. */
const outageMs = 1_000;

/** A job that this worker has locked. */
export interface OwnedJob {
  job: Job<unknown, void>;
  token: string | undefined;
  /** Aborted when the process must exit before the job has ended. */
  processEnding: AbortSignal;
  /** Aborted when the lock is lost and another worker may own the job. */
  lockLost: AbortSignal;
}

/** The jobs of a queue and how they are processed. */
export interface Work<Data> {
  schema: z.ZodType<Data>;
  process: Processor<Data>;
  /** Called for a job that failed unexpectedly in its last attempt. */
  onGivenUp?: ((services: Services, data: Data) => Promise<void>) | undefined;
}

/** Runs a job's processor and translates its outcome for BullMQ. */
export async function processJob<Data>(
  services: Services,
  { schema, process, onGivenUp }: Work<Data>,
  owned: OwnedJob,
): Promise<void> {
  const { job, processEnding, lockLost } = owned;
  const data = schema.safeParse(job.data);
  if (!data.success) throw new UnrecoverableError('MALFORMED_JOB');
  noteQueueWait(services, job);
  const lastAttempt = job.attemptsMade + 1 >= (job.opts.attempts ?? 1);
  const outcome = await runInHand({ queue: job.queueName, jobId: String(job.id) }, (abandoned) => {
    const stopSignals = [processEnding, lockLost, abandoned];
    return processSafely(services, process, { data: data.data, lastAttempt, stopSignals });
  });
  // The result is in the rows, if this worker could still store it. A worker cannot move a job whose lock it has lost.
  if (lockLost.aborted) throw new DelayedError();
  switch (outcome.kind) {
    case 'completed':
      return;
    case 'postponed':
      await requeue(owned, outcome.afterMs);
      throw new DelayedError();
    case 'retry':
      if (lastAttempt) await onGivenUp?.(services, data.data);
      throw new Error(outcome.code);
    case 'ended':
      throw new UnrecoverableError(outcome.code);
  }
}

/** Only for the first start: a later one has waited on purpose. */
function noteQueueWait({ metrics }: Services, job: Job<unknown, void>): void {
  if (job.attemptsStarted > 1) return;
  const waitedMs = Math.max(0, Date.now() - job.timestamp - (job.opts.delay ?? 0));
  metrics.queueWait.observe({ queue: job.queueName }, waitedMs / 1_000);
}

/**
 * Returns a job to the queue, to be run later. If the queue is in PostgreSQL, a database outage affects it too, so this
 * retries while the lock is owned. A job that cannot be requeued is taken by another worker when its lock expires.
 */
async function requeue({ job, token, processEnding, lockLost }: OwnedJob, afterMs: number): Promise<void> {
  for (;;) {
    try {
      return await job.moveToDelayed(Date.now() + afterMs, token);
    } catch (error) {
      if (lockLost.aborted) return;
      if (!isDatabaseUnavailable(error)) throw error;
      if (processEnding.aborted) return;
    }
    await sleep(outageMs);
  }
}

/** The queue's pages show errors, so an error that may quote data is logged in its safe form and replaced by a code. */
async function processSafely<Data>(
  services: Services,
  process: Processor<Data>,
  run: JobRun<Data>,
): Promise<JobOutcome> {
  try {
    return await process(services, run);
  } catch (err) {
    // A database outage is not the job's failure and must not use up its attempts.
    if (isDatabaseUnavailable(err)) {
      services.database.reportOutage(err);
      return { kind: 'postponed', afterMs: outageMs };
    }
    services.logger.error({ err, job: run.data }, 'a job failed unexpectedly');
    const { code, type } = safeError(err);
    return { kind: 'retry', code: `UNEXPECTED_${code ?? type}` };
  }
}
