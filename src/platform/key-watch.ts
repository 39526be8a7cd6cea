import type { Database } from './database.ts';
import type { Logger } from './logger.ts';
import type { Signals } from './signals.ts';

/** How often a process polls the keys that it watches: for lost signals, and for keys that expire. */
const catchUpMs = 1_000;

export interface KeyWatch {
  /**
   * Calls `onEnded` once: when a key is revoked, expires or is deleted, or when its organisation is suspended.
   * @returns the function that ends the watch
   */
  watch(apiKeyId: string, onEnded: () => void): () => void;
  close(): Promise<void>;
}

/** Watches the keys of open waits and streams, with one query for all keys. */
export function createKeyWatch({ pool }: Pick<Database, 'pool'>, signals: Signals, logger: Logger): KeyWatch {
  const listeners = new Map<string, Set<() => void>>();
  let polling: Promise<void> | undefined;
  let again = false;
  let timer: NodeJS.Timeout | undefined;

  function poll(): void {
    if (polling) {
      again = true;
      return;
    }
    polling = findEnded()
      // The next poll includes these again.
      .catch((err) => logger.debug({ err }, 'the watched API keys cannot be read'))
      .finally(() => {
        polling = undefined;
        if (!again) return;
        again = false;
        poll();
      });
  }

  async function findEnded(): Promise<void> {
    const ids = [...listeners.keys()];
    if (ids.length === 0) return;
    const { rows } = await pool.query<{ id: string }>(
      `SELECT k.id FROM api_key k JOIN organisation o ON o.id = k.organisation_id
       WHERE k.id = ANY($1) AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now())
         AND o.suspended_at IS NULL`,
      [ids],
    );
    const valid = new Set(rows.map(({ id }) => id));
    for (const id of ids) {
      if (valid.has(id)) continue;
      const ended = listeners.get(id) ?? [];
      listeners.delete(id);
      for (const onEnded of ended) onEnded();
    }
    stopTimerIfIdle();
  }

  function stopTimerIfIdle(): void {
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  }

  const unsubscribe = signals.subscribe((id) => {
    if (listeners.size > 0 && (id === null || listeners.has(id))) poll();
  });

  return {
    watch(apiKeyId, onEnded) {
      const own = listeners.get(apiKeyId) ?? new Set();
      listeners.set(apiKeyId, own.add(onEnded));
      timer ??= setInterval(poll, catchUpMs);
      return () => {
        own.delete(onEnded);
        if (own.size === 0 && listeners.get(apiKeyId) === own) listeners.delete(apiKeyId);
        stopTimerIfIdle();
      };
    },
    async close() {
      unsubscribe();
      clearInterval(timer);
      await polling;
    },
  };
}
