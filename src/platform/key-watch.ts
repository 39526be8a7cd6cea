import type { Database } from './database.ts';
import type { Logger } from './logger.ts';
import type { Signals } from './signals.ts';

/** How often a process looks at the keys it watches without a signal: for lost signals, and for keys that expire. */
const catchUpMs = 1_000;

export interface KeyWatch {
  /**
   * Calls `onEnded` once, as soon as a key is revoked, has expired, is gone, or its organisation is suspended.
   * @returns the function that ends the watch
   */
  watch(apiKeyId: string, onEnded: () => void): () => void;
  close(): Promise<void>;
}

/** Watches the keys whose waits and streams are open, with one query for all of them together. */
export function createKeyWatch({ pool }: Pick<Database, 'pool'>, signals: Signals, logger: Logger): KeyWatch {
  const listeners = new Map<string, Set<() => void>>();
  let looking: Promise<void> | undefined;
  let again = false;
  let timer: NodeJS.Timeout | undefined;

  function look(): void {
    if (looking) {
      again = true;
      return;
    }
    looking = findEnded()
      // The next look includes these again.
      .catch((err) => logger.debug({ err }, 'cannot look at the API keys that are watched'))
      .finally(() => {
        looking = undefined;
        if (!again) return;
        again = false;
        look();
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
    if (listeners.size > 0 && (id === null || listeners.has(id))) look();
  });

  return {
    watch(apiKeyId, onEnded) {
      const own = listeners.get(apiKeyId) ?? new Set();
      listeners.set(apiKeyId, own.add(onEnded));
      timer ??= setInterval(look, catchUpMs);
      return () => {
        own.delete(onEnded);
        if (own.size === 0 && listeners.get(apiKeyId) === own) listeners.delete(apiKeyId);
        stopTimerIfIdle();
      };
    },
    async close() {
      unsubscribe();
      clearInterval(timer);
      await looking;
    },
  };
}
