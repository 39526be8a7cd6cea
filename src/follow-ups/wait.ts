import type { Services } from '../platform/services.ts';

/** How often, at most, a process looks for ended follow-ups of which it got no signal. */
const catchUpMs = 1_000;

const terminal = ['completed', 'failed', 'cancelled'];

export interface Waiters {
  /** Comes back when the follow-up has ended, the time is over or the signal is aborted: read it then. */
  untilEnded(followUpId: string, timeoutMs: number, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/**
 * Lets requests wait for follow-ups. Each is woken by a signal between processes; one query a second for all of them
 * together finds what a lost signal left behind. No waiter polls.
 */
export function createWaiters({ database, signals, logger }: Services): Waiters {
  const waiting = new Map<string, Set<() => void>>();
  const toLookAt = new Set<string>();
  let looking: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  /** Whatever comes in while a query runs goes into the next one: many waiters, few queries. */
  function lookAt(followUpIds: Iterable<string>): void {
    for (const id of followUpIds) toLookAt.add(id);
    looking ??= look()
      // The next look, a second later, includes these again.
      .catch((err) => logger.debug({ err }, 'cannot look for ended follow-ups'))
      .finally(() => {
        looking = undefined;
      });
  }

  async function look(): Promise<void> {
    while (toLookAt.size > 0) {
      const ids = [...toLookAt];
      toLookAt.clear();
      const ended = await database.prisma.followUp.findMany({
        where: { id: { in: ids }, status: { in: terminal } },
        select: { id: true },
      });
      for (const { id } of ended) wake(id);
    }
  }

  function wake(followUpId: string): void {
    for (const end of waiting.get(followUpId) ?? []) end();
  }

  const unsubscribe = signals.subscribe((followUpId) => {
    if (followUpId === null) lookAt(waiting.keys());
    else if (waiting.has(followUpId)) lookAt([followUpId]);
  });

  return {
    async untilEnded(followUpId, timeoutMs, signal) {
      if (closed || signal.aborted) return;
      const { promise, resolve } = deferred();
      const ends = waiting.get(followUpId) ?? new Set();
      waiting.set(followUpId, ends.add(resolve));
      timer ??= setInterval(() => lookAt(waiting.keys()), catchUpMs);
      const timeout = setTimeout(resolve, timeoutMs);
      signal.addEventListener('abort', resolve);
      try {
        // Subscribed first and looked at second: what ends in between is seen by one of the two.
        lookAt([followUpId]);
        await promise;
      } finally {
        clearTimeout(timeout);
        signal.removeEventListener('abort', resolve);
        ends.delete(resolve);
        if (ends.size === 0) waiting.delete(followUpId);
        if (waiting.size === 0) {
          clearInterval(timer);
          timer = undefined;
        }
      }
    },
    async close() {
      closed = true;
      unsubscribe();
      clearInterval(timer);
      for (const followUpId of [...waiting.keys()]) wake(followUpId);
      await looking;
    },
  };
}

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
