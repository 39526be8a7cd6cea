import type { Services } from './services.ts';

const answerMs = 2_000;

/** A process of a larger installation starts without its queue, says so, and takes it up when it comes. */
export async function warnWithoutQueue({ queues, logger }: Services): Promise<void> {
  try {
    await queues.ping(answerMs);
  } catch (err) {
    logger.warn({ err }, 'the queue is out of reach: new work is kept in PostgreSQL until it comes');
  }
}
