import { types } from 'node:util';

/** Codes of Prisma and of sockets that mean: the database is out of reach now, try again later. */
const codes = new Set([
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
  'P2028',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
]);

/**
 * PostgreSQL's codes for the same: the classes of lost connections (08), of exhausted resources (53) and of a server that
 * stops or starts (57P), a server that is read-only after a failover (25006), and a transaction whose client was silent
 * for too long (25P03). https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const sqlStates = /^(?:08...|53...|57P..|25006|25P03)$/;
/** What the driver adapter says of sockets, for statements that Prisma reports as P2010 or P2039 whatever they failed with. */
const kinds = new Set(['ConnectionClosed', 'DatabaseNotReachable', 'SocketTimeout']);
const names = new Set(['PrismaClientInitializationError', 'PrismaClientRustPanicError']);
const driverMessages =
  /connection terminated|is not queryable|timeout exceeded when trying to connect|can't reach database server/i;

/** Whether an error of the database client says that there is no connection, rather than that a query is wrong. */
export function isDatabaseUnavailable(error: unknown): boolean {
  // Unlike instanceof, this knows the errors of Node's sockets in a vm context too, where tests run.
  if (!types.isNativeError(error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const { originalCode = code, kind = '' } = causeInPrisma(error);
  if (codes.has(code) || sqlStates.test(originalCode) || kinds.has(kind)) return true;
  if (names.has(error.name) || driverMessages.test(error.message)) return true;
  return error.cause !== undefined && isDatabaseUnavailable(error.cause);
}

/** What an error of Prisma quotes of the driver adapter: PostgreSQL's code, or the kind of a failed connection. */
function causeInPrisma(error: Error & { meta?: unknown }): { originalCode?: string; kind?: string } {
  const { driverAdapterError } = (error.meta ?? {}) as {
    driverAdapterError?: { cause?: { originalCode?: string; kind?: string } };
  };
  return driverAdapterError?.cause ?? {};
}
