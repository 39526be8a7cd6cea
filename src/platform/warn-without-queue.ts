import type { Services } from './services.ts';

const answerMs = 2_000;

/** Logs a warning if the queue is unavailable at start. The process starts anyway and uses the queue once it is available. */
export async function warnWithoutQueue({ queues, logger }: Services): Promise<void> {
  try {
    await queues.ping(answerMs);
  } catch (err) {
    const fault = queues.describeFault();
    const cause = fault ? `REDIS_URL: ${fault}` : 'the queue is unavailable';
    const message = `${cause}: new work is stored in PostgreSQL and enqueued when the queue is back`;
    if (fault) logger.warn(message);
    else logger.warn({ err }, message);
  }
}
