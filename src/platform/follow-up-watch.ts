import type { Database } from './database.ts';
import type { Logger } from './logger.ts';
import type { FollowUpState, Signals } from './signals.ts';

/** How often, at most, a process looks at the follow-ups it watches without having got a signal. */
const catchUpMs = 500;

type Listener = (state: FollowUpState | null) => void;

export interface FollowUpWatch {
  /**
   * Tells where a follow-up stands: once soon, after each change, and now and then without one. Also when it is
   * gone, with null.
   * @returns the function that ends the watch
   */
  watch(followUpId: string, listener: Listener): () => void;
  /** The same for one whose state the caller has just read: it tells of changes alone. */
  watchKnown(followUpId: string, listener: Listener): () => void;
  close(): Promise<void>;
}

/**
 * Watches follow-ups for whoever waits for their end, streams their events or works on them. A signal between processes
 * wakes it; one query for all of them together finds what a lost signal left behind. No watcher queries by itself.
 */
export function createFollowUpWatch(
  { pool }: Pick<Database, 'pool'>,
  signals: Signals,
  logger: Logger,
): FollowUpWatch {
  const listeners = new Map<string, Set<Listener>>();
  const toPoll = new Set<string>();
  let looking: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  /** Whatever comes in while a query runs goes into the next one: many watchers, few queries. */
  function poll(followUpIds: Iterable<string>): void {
    for (const id of followUpIds) toPoll.add(id);
    looking ??= look()
      // The next look, half a second later, includes these again.
      .catch((err) => logger.debug({ err }, 'cannot look at the follow-ups that are watched'))
      .finally(() => {
        looking = undefined;
        // Added after the last query had begun.
        if (toPoll.size > 0) poll([]);
      });
  }

  async function look(): Promise<void> {
    while (toPoll.size > 0) {
      const ids = [...toPoll].filter((id) => listeners.has(id));
      toPoll.clear();
      if (ids.length === 0) return;
      const { rows } = await pool.query<FollowUpState & { id: string }>(
        'SELECT id, status, event_seq AS seq FROM follow_up WHERE id = ANY($1)',
        [ids],
      );
      const states = new Map(rows.map(({ id, status, seq }) => [id, { status, seq }]));
      for (const id of ids) tell(id, states.get(id) ?? null);
    }
  }

  function tell(id: string, state: FollowUpState | null): void {
    for (const listener of [...(listeners.get(id) ?? [])]) listener(state);
  }

  const unsubscribe = signals.subscribe((id, state) => {
    if (id === null) poll(listeners.keys());
    else if (!listeners.has(id)) return;
    else if (state) tell(id, state);
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
      // Subscribed first and read second: what changes in between is seen by one of the two.
      poll([followUpId]);
      return unwatch;
    },
    async close() {
      unsubscribe();
      clearInterval(timer);
      await looking;
    },
  };
}
