import { setTimeout as sleep } from 'node:timers/promises';
import pTimeout from 'p-timeout';
import type { Logger } from '../logger.ts';

/** The part of a BullMQ worker that starts and stops it. */
interface StartableWorker {
  waitUntilReady(): Promise<unknown>;
  run(): Promise<void>;
  close(force?: boolean): Promise<void>;
}

const retryMs = 1_000;

/** How long closing waits for a start that is in progress. While Redis is unavailable, a start does not finish. */
const startingMs = 5_000;

/** `ended`: it takes no jobs any more. */
export type LoopState = 'starting' | 'running' | 'ended';

export interface StartedWorker {
  state(): LoopState;
  /** Takes no further job and waits for the running ones. */
  close(): Promise<void>;
}

/**
 * Starts a worker once its queue is reachable. On PostgreSQL, BullMQ never replaces a first connection that failed,
 * and a worker that runs on such a connection blocks the event loop. Each try therefore uses a new worker.
 * @param create creates a worker with `autorun: false`
 */
export function startWhenReachable(create: () => StartableWorker, logger: Logger): StartedWorker {
  let worker = create();
  let closing = false;
  let state: LoopState = 'starting';
  let starting: Promise<unknown> = Promise.resolve();

  async function start(): Promise<void> {
    while (!closing) {
      try {
        starting = worker.waitUntilReady();
        await starting;
      } catch (err) {
        if (closing) return;
        logger.debug({ err }, 'a worker cannot reach its queue: retrying');
        await worker.close(true);
        await sleep(retryMs);
        if (!closing) worker = create();
        continue;
      }
      state = 'running';
      // Errors of a running worker are events.
      return worker.run();
    }
  }

  async function runUntilClosed(): Promise<void> {
    try {
      await start();
    } catch (err) {
      if (!closing) throw err;
      logger.debug({ err }, 'a worker failed while it was closed');
    } finally {
      state = 'ended';
    }
    if (!closing) throw new Error('a queue worker has stopped taking jobs');
  }

  // Rejections are not handled: a worker whose loop has ended must end its process, so that it is replaced.
  void runUntilClosed();
  return {
    state: () => state,
    async close() {
      closing = true;
      // On PostgreSQL, a worker that is closed while it connects leaves a connection open.
      const started = starting.catch((err) => logger.debug({ err }, 'a worker never reached its queue'));
      await pTimeout(started, { milliseconds: startingMs, fallback: () => undefined });
      await worker.close();
    },
  };
}
