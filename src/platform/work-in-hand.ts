import { AsyncLocalStorage } from 'node:async_hooks';

/** Ids by name, such as `{ deliveryId: 'whd_…' }`. They are logged, so they never hold data of a lead. */
export type WorkIds = Readonly<Record<string, string | number>>;

interface Work {
  ids: WorkIds;
  /** An error that nothing caught came out of this work, or may have. */
  suspect: boolean;
  abandon: AbortController;
}

const current = new AsyncLocalStorage<Work>();
const inHand = new Set<Work>();
let isolated: Work | undefined;

/**
 * Runs a job or a request, and remembers while it runs that this process has it in hand.
 * @param work its signal is aborted when an error that nothing caught came out of it: it may never end by itself
 */
export async function runInHand<T>(ids: WorkIds, work: (abandoned: AbortSignal) => Promise<T>): Promise<T> {
  const entry: Work = { ids, suspect: false, abandon: new AbortController() };
  inHand.add(entry);
  try {
    return await current.run(entry, () => work(entry.abandon.signal));
  } finally {
    inHand.delete(entry);
    if (isolated === entry) isolated = undefined;
  }
}

/**
 * Marks as suspect the work that an uncaught error came out of. If its origin is unknown, all work in hand is suspect.
 * Call it from the handler of the error, which runs in the context of the error's origin.
 * @returns the ids of the suspects
 */
export function markSuspects(): WorkIds[] {
  const origin = current.getStore();
  // A connection that was opened for one job keeps its context after the job has ended.
  const isKnown = origin !== undefined && inHand.has(origin);
  for (const work of isKnown ? [origin] : inHand) work.suspect = true;
  if (isKnown) origin.abandon.abort();
  return [...inHand].filter(({ suspect }) => suspect).map(({ ids }) => ids);
}

/** Whether the work that calls this is suspect. Its claim then stays open, as if the process had died. */
export function isSuspect(): boolean {
  return current.getStore()?.suspect ?? false;
}

/** A job is set aside as failed once this many processes have died with it in hand. */
export const maxDeaths = 3;

/**
 * Whether a job may run after `deaths` processes have died with it in hand. Before its last chance it needs a turn:
 * in each process, one such job runs at a time. A job that ends processes then takes no other job with it that has
 * as many deaths already.
 * @returns `wait`: another job has the turn
 */
export function admitAfterDeaths(deaths: number): 'run' | 'wait' | 'set aside' {
  if (deaths >= maxDeaths) return 'set aside';
  if (deaths < maxDeaths - 1) return 'run';
  const work = current.getStore();
  if (isolated && isolated !== work) return 'wait';
  isolated = work;
  return 'run';
}

/** How long a job waits before it asks for its turn again. */
export const turnRetryMs = 1_000;

/** Why a job was set aside, for its owner. */
export const setAsideReason = `the process ended ${maxDeaths} times during this work, so it is not tried again`;
