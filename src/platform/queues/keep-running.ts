import { setTimeout as sleep } from 'node:timers/promises';
import pTimeout from 'p-timeout';
import type { Logger } from '../logger.ts';

/** What of a worker of BullMQ's is needed to start and to end it. */
interface StartableWorker {
  waitUntilReady(): Promise<unknown>;
  run(): Promise<void>;
  close(force?: boolean): Promise<void>;
}

const retryMs = 1_000;

/** How long an end waits for a beginning; while Redis is away, there is none. */
const beginningMs = 5_000;

/**
 * Runs a worker as soon as its queue answers. On PostgreSQL, BullMQ remembers a first connection that failed for good,
 * and a worker that runs with it turns in circles without ever letting another event through: it begins with a new one.
 * @param create makes a worker that does not run by itself
 */
export function keepRunning(create: () => StartableWorker, logger: Logger): { close(): Promise<void> } {
  let worker = create();
  let closing = false;
  let beginning: Promise<unknown> = Promise.resolve();

  async function start(): Promise<void> {
    while (!closing) {
      try {
        beginning = worker.waitUntilReady();
        await beginning;
      } catch (err) {
        if (closing) return;
        logger.warn({ err }, 'a worker does not reach its queue: it tries again');
        await worker.close(true);
        await sleep(retryMs);
        if (!closing) worker = create();
        continue;
      }
      // Its errors are events.
      return worker.run();
    }
  }

  start().catch((err) => {
    if (!closing) logger.error({ err }, 'a worker ended');
  });
  return {
    /** Takes no further job and waits for those at hand. */
    async close() {
      closing = true;
      // On PostgreSQL, a worker that is closed while it connects leaves a connection open.
      const begun = beginning.catch((err) => logger.debug({ err }, 'a worker never reached its queue'));
      await pTimeout(begun, { milliseconds: beginningMs, fallback: () => undefined });
      await worker.close();
    },
  };
}
