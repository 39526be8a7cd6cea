/**
 * Finished jobs are kept for those who look at the queue's pages; nothing depends on them. Removed too late they fill
 * Redis, so that a thousand of each queue are enough.
 */
const keep = { removeOnComplete: { age: 86_400, count: 1_000 }, removeOnFail: { age: 86_400, count: 1_000 } };

/**
 * How often a job of each queue is tried, how long it waits in between, and what is kept of it. Phases: a second and a
 * third try mend what is passing (an answer cut short, a provider that hiccups), and each one costs money; a rate limit
 * and an outage use none. Settle: only the database can fail it, for seconds at most, and an attempt costs nothing.
 */
export const queuePolicies = {
  sales: { attempts: 3, backoffMs: [1_000, 3_000], ...keep },
  copywriter: { attempts: 3, backoffMs: [1_000, 3_000], ...keep },
  settle: { attempts: 10, backoffMs: [200, 500, 1_000, 2_000, 5_000], ...keep },
  // A job that was given up must not keep its attempt from being enqueued again.
  'deliver-webhook': { attempts: 5, backoffMs: [1_000, 5_000], ...keep, removeOnFail: { age: 0, count: 0 } },
} as const satisfies Record<string, QueuePolicy>;

/** How a worker holds its jobs. */
export interface WorkerPolicy {
  lockDurationMs: number;
  stalledIntervalMs: number;
  maxStalledCount: number;
}

/**
 * A worker that dies holds its jobs until its locks expire, and the next check for stalled jobs hands them on: 45
 * seconds at worst. A shorter lock would be lost to a pause of the process or of the queue that does no harm. That a
 * worker died says nothing against its jobs, so it may happen five times before the queue gives a job up: more often,
 * and the job itself may be what ends the processes.
 */
export const workerPolicy: WorkerPolicy = {
  lockDurationMs: 30_000,
  stalledIntervalMs: 15_000,
  maxStalledCount: 5,
};

export interface QueuePolicy {
  attempts: number;
  /** Wait before the second, third, … attempt; the last one is used for all further attempts. */
  backoffMs: readonly number[];
  removeOnComplete: { age: number; count: number };
  removeOnFail: { age: number; count: number };
}

export type QueueName = keyof typeof queuePolicies;

/** How a job of a queue is added. */
export function jobOptionsOf(queue: QueueName) {
  const { attempts, removeOnComplete, removeOnFail } = queuePolicies[queue];
  return { attempts, backoff: { type: 'custom' }, removeOnComplete, removeOnFail };
}

export function backoffMs(queue: QueueName, attemptsMade: number): number {
  const waits: readonly number[] = queuePolicies[queue].backoffMs;
  return waits[Math.min(attemptsMade, waits.length) - 1] ?? 0;
}
