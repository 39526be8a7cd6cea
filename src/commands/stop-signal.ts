import { isTerminal } from '../contract/status.ts';
import type { FollowUpWatch } from '../platform/follow-up-watch.ts';

export interface StopSignal {
  /** Aborted when the phase has to stop. */
  signal: AbortSignal;
  /** Whether nobody will read what the phase writes; else another process goes on. */
  followUpHasEnded(): boolean;
  release(): void;
}

/**
 * Stops a phase when its follow-up has been cancelled or deleted, also by another process, and when this one has to put
 * it down.
 */
export function createStopSignal(
  followUpWatch: FollowUpWatch,
  followUpId: string,
  others: readonly AbortSignal[],
): StopSignal {
  const stop = new AbortController();
  let ended = false;
  const abort = () => stop.abort();
  // Listened to and not combined by AbortSignal.any: the process's signal outlives all phases.
  if (others.some(({ aborted }) => aborted)) abort();
  for (const other of others) other.addEventListener('abort', abort);
  // The claim has just seen that it is running.
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
