import { deleteOrganisations } from '../src/directory/delete-organisations.ts';
import { sweepImports } from '../src/directory/sweep-imports.ts';
import { deleteExpired } from '../src/follow-ups/delete-expired.ts';
import { sweepReviews } from '../src/follow-ups/review/sweep-reviews.ts';
import { sweep } from '../src/follow-ups/sweep.ts';
import { isDatabaseUnavailable } from '../src/platform/database-unavailable.ts';
import type { Services } from '../src/platform/services.ts';

export interface Sweeper {
  close(): Promise<void>;
}

/** Only one worker process sweeps at a time. The lock belongs to a database session and ends with it. */
const advisoryLock = 0x5_ee9;
const lockTimeoutMs = 30_000;

/** Sweeps on a jittered timer. Not a queue job, because the sweep repairs the queue. */
export function startSweeper(services: Services): Sweeper {
  const { config, database, logger, metrics } = services;
  const stop = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();

  function schedule(): void {
    if (stop.signal.aborted) return;
    const jitter = 0.5 + Math.random();
    timer = setTimeout(() => {
      running = measured(sweepAlone)
        .catch((err) => {
          if (isDatabaseUnavailable(err)) database.reportOutage(err);
          else logger.warn({ err }, 'a sweep failed: the next one tries again');
        })
        .finally(schedule);
    }, config.SWEEP_INTERVAL_MS * jitter);
  }

  async function measured(run: () => Promise<'swept' | 'left to another'>): Promise<void> {
    const startedAt = performance.now();
    const observe = (outcome: string) =>
      metrics.sweeps.observe({ outcome }, (performance.now() - startedAt) / 1_000);
    try {
      const outcome = await run();
      // Another process sweeps, which is no sweep of this one.
      if (outcome === 'swept') observe('completed');
    } catch (error) {
      observe('failed');
      throw error;
    }
  }

  async function sweepAlone(): Promise<'swept' | 'left to another'> {
    const connection = await database.sessions.connect();
    // The pool only listens for errors of idle connections: without this listener, a broken connection would end the
    // process. A connection that may still own the lock is closed instead of returned to the pool.
    let broken: Error | undefined;
    const onError = (error: Error) => {
      broken = error;
    };
    connection.on('error', onError);
    try {
      const { rows } = await connection.query('SELECT pg_try_advisory_lock($1) AS mine', [advisoryLock]);
      if (!rows[0].mine) return 'left to another';
      // A process that freezes during its sweep must not block the others. A live process that takes longer only loses the
      // lock, which prevents double work and is not needed for correctness.
      await connection.query(`SET idle_session_timeout = ${lockTimeoutMs}`);
      await sweep(services, stop.signal);
      await sweepReviews(services, stop.signal);
      await sweepImports(services);
      // Cheap when nothing is due, thanks to indexes, so it does not need its own timer.
      await deleteExpired(services, stop.signal);
      await deleteOrganisations(services, stop.signal);
      await connection.query('RESET idle_session_timeout');
      await connection.query('SELECT pg_advisory_unlock($1)', [advisoryLock]);
      return 'swept';
    } catch (error) {
      broken = error as Error;
      throw error;
    } finally {
      connection.off('error', onError);
      connection.release(broken);
    }
  }

  schedule();
  return {
    async close() {
      stop.abort();
      clearTimeout(timer);
      await running;
    },
  };
}
