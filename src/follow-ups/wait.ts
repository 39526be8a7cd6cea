import { isInProgress } from '../contract/status.ts';
import type { FollowUpWatch } from '../platform/follow-up-watch.ts';

/** Resolves when the follow-up has ended or was deleted, the time is over, or the signal is aborted. */
export function untilEnded(
  followUpWatch: FollowUpWatch,
  followUpId: string,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = () => {
      unwatch();
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const unwatch = followUpWatch.watch(followUpId, (state) => {
      if (!state || !isInProgress(state.status)) end();
    });
    const timer = setTimeout(end, timeoutMs);
    signal.addEventListener('abort', end);
  });
}
