import { ConfigError } from './config.ts';
import { MigrationError } from './migrate.ts';

/** A failure to start that has a known cause. The message says in one line what to fix. */
export class StartError extends Error {
  override name = 'StartError';
}

/** What keeps a connection to PostgreSQL from being made, by the code of the socket or of the server. */
const databaseFaults: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there: start PostgreSQL, or correct the address',
  ENOTFOUND: 'there is no such host: correct the address',
  EAI_AGAIN: 'the host name cannot be resolved: correct the address, or try again',
  ETIMEDOUT: 'the host does not answer: correct the address, or allow the connection in the network',
  EHOSTUNREACH: 'the host cannot be reached: correct the address, or allow the connection in the network',
  '28P01': 'the password is wrong',
  '28000': 'the server refuses this user',
  '3D000': 'there is no such database: create it, or correct the name',
  '42501': 'the user lacks the right to create the tables',
  '57P03': 'the server is starting up or shutting down: try again',
};

/**
 * Why a process could not start, one line for each error and without a stack: what is missing or malformed, and how to
 * fix it.
 * @returns null if neither the settings nor the environment caused it
 */
export function describeFailure(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if (error instanceof ConfigError || error instanceof MigrationError || error instanceof StartError) {
    return error.message;
  }
  if (error instanceof AggregateError) return describeFailure(error.errors[0]);
  const { code, syscall, port } = error as NodeJS.ErrnoException & { port?: number };
  if (syscall === 'listen') {
    if (code === 'EADDRINUSE')
      return `PORT ${port} is in use: stop what listens there, or set another PORT (0 picks a free one)`;
    return `cannot listen on HOST and PORT (${code}): correct the settings`;
  }
  const fault = code ? databaseFaults[code] : undefined;
  if (fault) return `DATABASE_URL: ${fault}`;
  if (/timeout expired|connection terminated|timeout exceeded/i.test(error.message)) {
    return `DATABASE_URL: ${databaseFaults['ETIMEDOUT']}`;
  }
  return null;
}
