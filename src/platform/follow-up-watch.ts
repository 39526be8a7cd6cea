import type { Database } from './database.ts';
import type { Logger } from './logger.ts';
import type { FollowUpState, Signals } from './signals.ts';

/** How often a process polls the follow-ups that it watches, in case a signal was lost. */
const catchUpMs = 500;

type Listener = (state: FollowUpState | null) => void;

export interface FollowUpWatch {
  /**
   * Calls the listener with the state of a follow-up: once soon, after each change, and at times without a change. The
   * state is null when the follow-up is gone.
   * @returns the function that ends the watch
   */
  watch(followUpId: string, listener: Listener): () => void;
  /** The same for a follow-up whose state the caller has just read: the listener is not called for that state. */
  watchKnown(followUpId: string, listener: Listener): () => void;
  close(): Promise<void>;
}

/**
 * Watches follow-ups for requests that wait for their end, event streams, and jobs that work on them. Signals between
 * processes report changes. One periodic query for all watched follow-ups catches changes whose signal was lost.
 */
export function createFollowUpWatch(
  { pool }: Pick<Database, 'pool'>,
  signals: Signals,
  logger: Logger,
): FollowUpWatch {
  const listeners = new Map<string, Set<Listener>>();
  const toPoll = new Set<string>();
  let polling: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  /** Ids that arrive while a query runs go into the next query, so many watchers need few queries. */
  function poll(followUpIds: Iterable<string>): void {
    for (const id of followUpIds) toPoll.add(id);
    polling ??= readStates()
      // The next poll includes these again.
      .catch((err) => logger.debug({ err }, 'the watched follow-ups cannot be read'))
      .finally(() => {
        polling = undefined;
        // Added after the last query started.
        if (toPoll.size > 0) poll([]);
      });
  }

  async function readStates(): Promise<void> {
    while (toPoll.size > 0) {
      const ids = [...toPoll].filter((id) => listeners.has(id));
      toPoll.clear();
      if (ids.length === 0) return;
      const { rows } = await pool.query<FollowUpState & { id: string }>(
        'SELECT id, status, event_seq AS seq FROM follow_up WHERE id = ANY($1)',
        [ids],
      );
      const states = new Map(rows.map(({ id, status, seq }) => [id, { status, seq }]));
      for (const id of ids) notify(id, states.get(id) ?? null);
    }
  }

  function notify(id: string, state: FollowUpState | null): void {
    for (const listener of [...(listeners.get(id) ?? [])]) listener(state);
  }

  const unsubscribe = signals.subscribe((id, state) => {
    if (id === null) poll(listeners.keys());
    else if (!listeners.has(id)) return;
    else if (state) notify(id, state);
    else poll([id]);
  });

  function watchKnown(followUpId: string, listener: Listener): () => void {
    const own = listeners.get(followUpId) ?? new Set();
    listeners.set(followUpId, own.add(listener));
    timer ??= setInterval(() => poll(listeners.keys()), catchUpMs);
    return () => {
      own.delete(listener);
      if (own.size === 0 && listeners.get(followUpId) === own) listeners.delete(followUpId);
      if (listeners.size > 0) return;
      clearInterval(timer);
      timer = undefined;
    };
  }

  return {
    watchKnown,
    watch(followUpId, listener) {
      const unwatch = watchKnown(followUpId, listener);
      // Subscribe first, then read: a change in between is seen by one of the two.
      poll([followUpId]);
      return unwatch;
    },
    async close() {
      unsubscribe();
      clearInterval(timer);
      await polling;
    },
  };
}
