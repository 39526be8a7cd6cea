/** How often a job of each queue is tried, how long it waits in between, and what is kept of it. */
const keep = { removeOnComplete: { age: 86_400, count: 1_000 }, removeOnFail: { age: 86_400, count: 1_000 } };

export const queuePolicies = {
  sales: { attempts: 3, backoffMs: [1_000, 3_000], ...keep },
  copywriter: { attempts: 3, backoffMs: [1_000, 3_000], ...keep },
  settle: { attempts: 10, backoffMs: [200, 500, 1_000, 2_000, 5_000], ...keep },
} as const satisfies Record<string, QueuePolicy>;

export interface QueuePolicy {
  attempts: number;
  /** Wait before the second, third, … attempt; the last one is used for all further attempts. */
  backoffMs: readonly number[];
  removeOnComplete: { age: number; count: number };
  removeOnFail: { age: number; count: number };
}

export type QueueName = keyof typeof queuePolicies;

export function backoffMs(queue: QueueName, attemptsMade: number): number {
  const waits: readonly number[] = queuePolicies[queue].backoffMs;
  return waits[Math.min(attemptsMade, waits.length) - 1] ?? 0;
}
