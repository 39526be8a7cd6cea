import { setTimeout as sleep } from 'node:timers/promises';
import { isDatabaseUnavailable } from './database-unavailable.ts';
import type { Logger } from './logger.ts';
import { isSuspect } from './work-in-hand.ts';

const retryMs = 1_000;

/**
 * Ends a claim by running `statement`, unless the work is suspect. While the database is unavailable, retries continue
 * in the background: the job must not wait for them, and the claim of a live process must not stay open.
 * @throws the error of the statement, unless the database is unavailable
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
  // This timer must not delay the exit of the process.
  await sleep(retryMs, undefined, { ref: false });
  await endClaim(logger, statement);
}
