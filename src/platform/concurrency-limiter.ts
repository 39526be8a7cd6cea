/** A limit on how much work with one key runs at once. */
export interface Limit {
  key: string;
  /** At least 1. */
  concurrency: number;
}

export type Admission =
  /** Call `release` when the work ends. */
  | { kind: 'acquired'; release(): void }
  /** A limit is reached and no place is expected soon: try again after this time. */
  | { kind: 'full'; afterMs: number };

export interface ConcurrencyLimiter {
  /** Acquires a place under each of the limits, or under none of them. */
  acquire(limits: readonly Limit[]): Promise<Admission>;
}

interface Usage {
  /** The work that is running now. */
  running: Set<{ startedAt: number }>;
  /** Moving average of how long the work takes. */
  averageMs: number;
  waiting: Set<() => void>;
  /** The latest time that was given to a rejected caller. */
  bookedUntil: number;
}

/** Waiting up to this long is cheaper than requeueing a job. */
const maxWaitMs = 1_000;
/** Weight of the newest value in the moving average. */
const newestWeight = 0.2;
const minAfterMs = 100;
/** Upper bound, so that a receiver that has recovered is tried again soon even if many jobs wait for it. */
const maxAfterMs = 60_000;

/**
 * Keeps work for one key, such as a slow receiver, from using all the capacity of a process. A caller that reaches a
 * limit waits briefly for a place. If none is likely to become free soon, the caller gets the expected time until one
 * is, and can do other work meanwhile.
 */
export function createConcurrencyLimiter(now: () => number = () => performance.now()): ConcurrencyLimiter {
  const usageByKey = new Map<string, Usage>();

  function usageOf({ key }: Limit): Usage {
    const known = usageByKey.get(key);
    if (known) return known;
    const fresh: Usage = { running: new Set(), averageMs: 0, waiting: new Set(), bookedUntil: 0 };
    usageByKey.set(key, fresh);
    return fresh;
  }

  const isFull = ({ key, concurrency }: Limit) => (usageByKey.get(key)?.running.size ?? 0) >= concurrency;

  function take(limits: readonly Limit[]): Admission {
    const work = { startedAt: now() };
    for (const limit of limits) usageOf(limit).running.add(work);
    return {
      kind: 'acquired',
      release() {
        for (const limit of limits) {
          const usage = usageOf(limit);
          usage.running.delete(work);
          usage.averageMs += (now() - work.startedAt - usage.averageMs) * newestWeight;
          const [next] = usage.waiting;
          if (next) next();
          else if (usage.running.size === 0) usageByKey.delete(limit.key);
        }
      },
    };
  }

  /** How long work under a full limit takes: the average, or the shortest current run if that is longer. */
  const paceMs = ({ averageMs, running }: Usage) =>
    Math.max(averageMs, Math.min(...[...running].map(({ startedAt }) => now() - startedAt)));

  function turnAway(limit: Limit): Admission {
    const usage = usageOf(limit);
    usage.bookedUntil = Math.max(usage.bookedUntil, now()) + paceMs(usage) / limit.concurrency;
    const afterMs = Math.min(Math.max(usage.bookedUntil - now(), minAfterMs), maxAfterMs);
    return { kind: 'full', afterMs: Math.round(afterMs) };
  }

  /** @returns false if no place became free in time, or none is likely to */
  function waitForPlace(limit: Limit): Promise<boolean> {
    const usage = usageOf(limit);
    const isWorthIt = usage.waiting.size < limit.concurrency && paceMs(usage) < maxWaitMs;
    if (!isWorthIt) return Promise.resolve(false);
    return new Promise((resolve) => {
      const end = (isFree: boolean) => {
        usage.waiting.delete(wake);
        clearTimeout(timer);
        resolve(isFree);
      };
      const wake = () => end(true);
      const timer = setTimeout(() => end(false), maxWaitMs);
      usage.waiting.add(wake);
    });
  }

  return {
    async acquire(limits) {
      for (;;) {
        const full = limits.find(isFull);
        if (!full) return take(limits);
        const isFree = await waitForPlace(full);
        // A place may have become free at the last moment.
        if (!isFree && isFull(full)) return turnAway(full);
      }
    },
  };
}
