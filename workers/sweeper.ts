import { sweep } from '../src/follow-ups/sweep.ts';
import type { Services } from '../src/platform/services.ts';

export interface Sweeper {
  close(): Promise<void>;
}

/** One at a time over all worker processes; the lock is the session's and ends with it. */
const advisoryLock = 0x5_ee9;

/** Sweeps on a jittered timer. A timer and no job of the queue's: it is to repair the queue. */
export function startSweeper(services: Services): Sweeper {
  const { config, database, logger } = services;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();

  function schedule(): void {
    if (closed) return;
    const jitter = 0.5 + Math.random();
    timer = setTimeout(() => {
      running = sweepAlone()
        .catch((err) => logger.warn({ err }, 'a sweep failed: the next one tries again'))
        .finally(schedule);
    }, config.SWEEP_INTERVAL_MS * jitter);
  }

  async function sweepAlone(): Promise<void> {
    const connection = await database.pool.connect();
    try {
      const { rows } = await connection.query('SELECT pg_try_advisory_lock($1) AS mine', [advisoryLock]);
      if (!rows[0].mine) return;
      try {
        await sweep(services);
      } finally {
        await connection.query('SELECT pg_advisory_unlock($1)', [advisoryLock]);
      }
    } finally {
      connection.release();
    }
  }

  schedule();
  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      await running;
    },
  };
}
