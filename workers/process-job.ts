import { setTimeout as sleep } from 'node:timers/promises';
import { DelayedError, type Job, UnrecoverableError } from 'bullmq';
import type { z } from 'zod';
import type { JobOutcome } from '../src/commands/execute-command.ts';
import { isDatabaseUnavailable } from '../src/platform/database-unavailable.ts';
import type { DeliveryJobData } from '../src/platform/queues/delivery-job.ts';
import type { PhaseJobData, SettleJobData } from '../src/platform/queues/follow-up-flow.ts';
import { safeError } from '../src/platform/safe-error.ts';
import type { Services } from '../src/platform/services.ts';
import { runInHand } from '../src/platform/work-in-hand.ts';

export interface JobRun<Data> {
  data: Data;
  /** No attempt comes after this one. */
  lastAttempt: boolean;
  /** Any of them, aborted: this process has to put the job down. */
  stopSignals: readonly AbortSignal[];
}

/** The work of one job. Nothing comes back for a queue to keep: results stand in the rows. */
export type Processor<Data> = (services: Services, run: JobRun<Data>) => Promise<JobOutcome>;
export type PhaseJob = Processor<PhaseJobData>;
export type SettleJob = Processor<SettleJobData>;
export type DeliveryJob = Processor<DeliveryJobData>;

/** How long a job waits when the database is away. */
const outageMs = 1_000;

/** A job as BullMQ hands it over. */
export interface OwnedJob {
  job: Job<unknown, void>;
  token: string | undefined;
  /** Aborted when the process has to end before the job has. */
  processEnding: AbortSignal;
  /** Aborted when another worker may have the job by now. */
  lockLost: AbortSignal;
}

/** What a queue's jobs are, and what is done with them. */
export interface Work<Data> {
  schema: z.ZodType<Data>;
  process: Processor<Data>;
  /** For a job that failed unexpectedly in its last attempt: the queue does not try it again. */
  onGivenUp?: ((services: Services, data: Data) => Promise<void>) | undefined;
}

/** Runs a job's processor and tells BullMQ in its own terms what came of it. */
export async function processJob<Data>(
  services: Services,
  { schema, process, onGivenUp }: Work<Data>,
  owned: OwnedJob,
): Promise<void> {
  const { job, processEnding, lockLost } = owned;
  const data = schema.safeParse(job.data);
  if (!data.success) throw new UnrecoverableError('MALFORMED_JOB');
  const lastAttempt = job.attemptsMade + 1 >= (job.opts.attempts ?? 1);
  const outcome = await runInHand({ queue: job.queueName, jobId: String(job.id) }, (abandoned) => {
    const stopSignals = [processEnding, lockLost, abandoned];
    return processSafely(services, process, { data: data.data, lastAttempt, stopSignals });
  });
  // The rows hold the result, as far as this worker could still write it. It cannot move a job that it has lost.
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

/**
 * Gives a job back to the queue, to be run again later. Where the queue is in PostgreSQL, an outage is the queue's too:
 * it tries for as long as the job is its own. A job that cannot be given back is another's when its lock expires.
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

/** Errors stand in the queue's pages: one that may quote data is logged in its safe form and replaced by a code. */
async function processSafely<Data>(
  services: Services,
  process: Processor<Data>,
  run: JobRun<Data>,
): Promise<JobOutcome> {
  try {
    return await process(services, run);
  } catch (err) {
    // The database's outage says nothing against the job, and must not use up its attempts.
    if (isDatabaseUnavailable(err)) return { kind: 'postponed', afterMs: outageMs };
    services.logger.error({ err, job: run.data }, 'a job failed unexpectedly');
    const { code, type } = safeError(err);
    return { kind: 'retry', code: `UNEXPECTED_${code ?? type}` };
  }
}
