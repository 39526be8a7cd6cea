import { isTerminal } from '../contract/status.ts';
import type { FollowUpWatch } from '../platform/follow-up-watch.ts';

export interface StopSignal {
  /** Aborted when the phase has to stop. */
  signal: AbortSignal;
  /** If true, the result is no longer needed. If false, another process will continue the phase. */
  followUpHasEnded(): boolean;
  release(): void;
}

/**
 * Stops a phase when its follow-up is cancelled or deleted, by any process, and when one of the other signals is
 * aborted.
 */
export function createStopSignal(
  followUpWatch: FollowUpWatch,
  followUpId: string,
  others: readonly AbortSignal[],
): StopSignal {
  const stop = new AbortController();
  let ended = false;
  const abort = () => stop.abort();
  // Not AbortSignal.any: the process's signal outlives every phase and would collect their listeners.
  if (others.some(({ aborted }) => aborted)) abort();
  for (const other of others) other.addEventListener('abort', abort);
  // The claim has just seen that the follow-up is running.
  const unwatch = followUpWatch.watchKnown(followUpId, (state) => {
    if (state && !isTerminal(state.status)) return;
    ended = true;
    abort();
  });
  return {
    signal: stop.signal,
    followUpHasEnded: () => ended,
    release() {
      unwatch();
      for (const other of others) other.removeEventListener('abort', abort);
    },
  };
}
