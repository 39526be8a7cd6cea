import { setTimeout as sleep } from 'node:timers/promises';
import { isDatabaseUnavailable } from './database-unavailable.ts';
import type { Logger } from './logger.ts';
import { isSuspect } from './work-in-hand.ts';

const retryMs = 1_000;

/**
 * Ends a claim by `statement`, unless the work is suspect. While the database is unavailable, it goes on in the
 * background: the claim of a process that lives must not stay open, and the job must not wait for it.
 * @throws what the statement throws, except that the database is unavailable
 */
export async function endClaim(logger: Logger, statement: () => Promise<unknown>): Promise<void> {
  if (isSuspect()) return;
  try {
    await statement();
  } catch (error) {
    if (!isDatabaseUnavailable(error)) throw error;
    endLater(logger, statement).catch((err) => logger.warn({ err }, 'a claim stays open'));
  }
}

async function endLater(logger: Logger, statement: () => Promise<unknown>): Promise<void> {
  // The timer does not keep a process alive that is about to exit.
  await sleep(retryMs, undefined, { ref: false });
  await endClaim(logger, statement);
}
