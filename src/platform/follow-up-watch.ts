import type { Status } from '../contract/status.ts';
import type { Database } from './database.ts';
import type { Logger } from './logger.ts';
import type { Signals } from './signals.ts';

/** How often, at most, a process looks at the follow-ups it watches without having got a signal. */
const catchUpMs = 500;

/** Where a follow-up stands. */
export interface FollowUpState {
  status: Status;
  /** The sequence number of its newest event. */
  seq: number;
}

export interface FollowUpWatch {
  /**
   * Tells where a follow-up stands: once soon, after each change, and now and then without one. Also when it is
   * gone, with null.
   * @returns the function that ends the watch
   */
  watch(followUpId: string, listener: (state: FollowUpState | null) => void): () => void;
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
  const listeners = new Map<string, Set<(state: FollowUpState | null) => void>>();
  const toLookAt = new Set<string>();
  let looking: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  /** Whatever comes in while a query runs goes into the next one: many watchers, few queries. */
  function lookAt(followUpIds: Iterable<string>): void {
    for (const id of followUpIds) toLookAt.add(id);
    looking ??= look()
      // The next look, half a second later, includes these again.
      .catch((err) => logger.debug({ err }, 'cannot look at the follow-ups that are watched'))
      .finally(() => {
        looking = undefined;
        // Added after the last query had begun.
        if (toLookAt.size > 0) lookAt([]);
      });
  }

  async function look(): Promise<void> {
    while (toLookAt.size > 0) {
      const ids = [...toLookAt].filter((id) => listeners.has(id));
      toLookAt.clear();
      if (ids.length === 0) return;
      const { rows } = await pool.query<FollowUpState & { id: string }>(
        `SELECT id, status, (SELECT coalesce(max(seq), 0) FROM event WHERE follow_up_id = follow_up.id) AS seq
         FROM follow_up WHERE id = ANY($1)`,
        [ids],
      );
      const states = new Map(rows.map(({ id, status, seq }) => [id, { status, seq }]));
      for (const id of ids) {
        for (const listener of [...(listeners.get(id) ?? [])]) listener(states.get(id) ?? null);
      }
    }
  }

  const unsubscribe = signals.subscribe((followUpId) => {
    if (followUpId === null) lookAt(listeners.keys());
    else if (listeners.has(followUpId)) lookAt([followUpId]);
  });

  return {
    watch(followUpId, listener) {
      const own = listeners.get(followUpId) ?? new Set();
      listeners.set(followUpId, own.add(listener));
      timer ??= setInterval(() => lookAt(listeners.keys()), catchUpMs);
      // Subscribed first and looked at second: what changes in between is seen by one of the two.
      lookAt([followUpId]);
      return () => {
        own.delete(listener);
        if (own.size === 0 && listeners.get(followUpId) === own) listeners.delete(followUpId);
        if (listeners.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
    async close() {
      unsubscribe();
      clearInterval(timer);
      await looking;
    },
  };
}
