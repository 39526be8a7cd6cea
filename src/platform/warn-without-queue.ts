import type { Services } from './services.ts';

const answerMs = 2_000;

/** Logs a warning if the queue is unavailable at start. The process starts anyway and uses the queue once it is available. */
export async function warnWithoutQueue({ queues, logger }: Services): Promise<void> {
  try {
    await queues.ping(answerMs);
  } catch (err) {
    logger.warn(
      { err },
      'the queue is unavailable: new work is stored in PostgreSQL and enqueued when the queue is back',
    );
  }
}
