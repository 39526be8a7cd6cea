/**
 * Finished jobs are kept for the queue pages only. They take memory in Redis, so at most a thousand of each queue are
 * kept.
 */
const keep = { removeOnComplete: { age: 86_400, count: 1_000 }, removeOnFail: { age: 86_400, count: 1_000 } };

/**
 * How often a job of each queue is tried, how long it waits in between, and how long it is kept. Phases: retries help
 * with temporary failures (a truncated answer, a provider error), and each retry costs money. Rate limits and outages
 * do not use up attempts. Settle: only the database can make it fail, for seconds at most, and an attempt is free.
 */
export const queuePolicies = {
  sales: { attempts: 3, backoffMs: [1_000, 3_000], ...keep },
  copywriter: { attempts: 3, backoffMs: [1_000, 3_000], ...keep },
  settle: { attempts: 10, backoffMs: [200, 500, 1_000, 2_000, 5_000], ...keep },
  // A failed job that is kept would block a later job for the same attempt.
  'deliver-webhook': { attempts: 5, backoffMs: [1_000, 5_000], ...keep, removeOnFail: { age: 0, count: 0 } },
  // A job that is kept would block the import from being enqueued again.
  'import-leads': {
    attempts: 5,
    backoffMs: [1_000, 5_000, 30_000],
    removeOnComplete: { age: 0, count: 0 },
    removeOnFail: { age: 0, count: 0 },
  },
} as const satisfies Record<string, QueuePolicy>;

/** Settings for the locks of a worker's jobs. */
export interface WorkerPolicy {
  lockDurationMs: number;
  stalledIntervalMs: number;
  maxStalledCount: number;
}

/**
 * The jobs of a dead worker stay locked until the lock expires and the next check for stalled jobs requeues them: 45
 * seconds at most. A shorter lock would expire during a harmless pause of the process or the queue. A job may stall
 * five times before the queue fails it, because a job that stalls this often may be what kills the processes.
 */
export const workerPolicy: WorkerPolicy = {
  lockDurationMs: 30_000,
  stalledIntervalMs: 15_000,
  maxStalledCount: 5,
};

export interface QueuePolicy {
  attempts: number;
  /** Waits before the second, third, … attempt. The last value is used for all further attempts. */
  backoffMs: readonly number[];
  removeOnComplete: { age: number; count: number };
  removeOnFail: { age: number; count: number };
}

export type QueueName = keyof typeof queuePolicies;

/** The options with which a job of a queue is added. */
export function jobOptionsOf(queue: QueueName) {
  const { attempts, removeOnComplete, removeOnFail } = queuePolicies[queue];
  return { attempts, backoff: { type: 'custom' }, removeOnComplete, removeOnFail };
}

export function backoffMs(queue: QueueName, attemptsMade: number): number {
  const waits: readonly number[] = queuePolicies[queue].backoffMs;
  return waits[Math.min(attemptsMade, waits.length) - 1] ?? 0;
}
