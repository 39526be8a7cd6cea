import { isTerminal } from '../contract/status.ts';
import type { FollowUpWatch } from '../platform/follow-up-watch.ts';

export interface StopSignal {
  /** Aborted when the phase has to stop. */
  signal: AbortSignal;
  /** Whether nobody will read what the phase writes; else the process is to end and another one goes on. */
  followUpHasEnded(): boolean;
  release(): void;
}

/** Stops a phase when its follow-up has been cancelled or deleted, also in another process, and when this one ends. */
export function createStopSignal(
  followUpWatch: FollowUpWatch,
  followUpId: string,
  processEnding: AbortSignal,
): StopSignal {
  const stop = new AbortController();
  let ended = false;
  const abort = () => stop.abort();
  // Listened to and not combined by AbortSignal.any: the process's signal outlives all phases.
  if (processEnding.aborted) abort();
  processEnding.addEventListener('abort', abort);
  const unwatch = followUpWatch.watch(followUpId, (state) => {
    if (state && !isTerminal(state.status)) return;
    ended = true;
    abort();
  });
  return {
    signal: stop.signal,
    followUpHasEnded: () => ended,
    release() {
      unwatch();
      processEnding.removeEventListener('abort', abort);
    },
  };
}
