import { ConfigError } from './config.ts';
import { DatabaseFault } from './connect-database.ts';
import { describeDatabaseFault } from './database-fault.ts';
import { MigrationError } from './migrate.ts';

/** A failure to start that has a known cause. The message says in one line what to fix. */
export class StartError extends Error {
  override name = 'StartError';
}

/** Their messages say what to do. */
const ownErrors = [ConfigError, DatabaseFault, MigrationError, StartError];

/**
 * Why a process could not start, one line for each error and without a stack: what is missing or malformed, and how to
 * fix it.
 * @returns null if neither the settings nor the environment caused it
 */
export function describeFailure(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if (ownErrors.some((type) => error instanceof type)) return error.message;
  if (error instanceof AggregateError) return describeFailure(error.errors[0]);
  const { code, syscall, port } = error as NodeJS.ErrnoException & { port?: number };
  if (syscall === 'listen') {
    if (code === 'EADDRINUSE')
      return `PORT ${port} is in use: stop what listens there, or set another PORT (0 picks a free one)`;
    return `cannot listen on HOST and PORT (${code}): correct the settings`;
  }
  const fault = describeDatabaseFault(error);
  return fault === null ? null : `DATABASE_URL: ${fault}`;
}
