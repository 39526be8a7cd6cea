import { AsyncLocalStorage } from 'node:async_hooks';

/** Ids by name, such as `{ deliveryId: 'whd_…' }`. They are logged, so they must not contain lead data. */
export type WorkIds = Readonly<Record<string, string | number>>;

interface Work {
  ids: WorkIds;
  /** An uncaught error came out of this work, or may have. */
  suspect: boolean;
  abandon: AbortController;
}

const current = new AsyncLocalStorage<Work>();
const inHand = new Set<Work>();
let isolated: Work | undefined;

/**
 * Runs a job or a request, and registers it as work in progress until it ends.
 * @param work its signal is aborted if an uncaught error came out of it, because it may then never end
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
 * Marks the work that an uncaught error came out of as suspect. If its origin is unknown, all work in progress is
 * suspect. Call this from the handler of the error, which runs in the context of the error's origin.
 * @returns the ids of the suspects
 */
export function markSuspects(): WorkIds[] {
  const origin = current.getStore();
  // A connection that was opened by one job keeps the job's context after the job has ended.
  const isKnown = origin !== undefined && inHand.has(origin);
  for (const work of isKnown ? [origin] : inHand) work.suspect = true;
  if (isKnown) origin.abandon.abort();
  return [...inHand].filter(({ suspect }) => suspect).map(({ ids }) => ids);
}

/** Whether the calling work is suspect. Its claim then stays open, as it does when a process dies. */
export function isSuspect(): boolean {
  return current.getStore()?.suspect ?? false;
}

/** A job is set aside as failed after this many processes have died while running it. */
export const maxDeaths = 3;

/**
 * Whether a job may run after `deaths` processes have died while running it. On its last chance it must wait for its
 * turn: each process runs only one such job at a time. If that job kills the process, no other job loses its last
 * chance.
 * @returns `wait` while another job has the turn
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

/** Why a job was set aside. Shown to the caller. */
export const setAsideReason = `the process ended ${maxDeaths} times during this work, so it is not tried again`;
