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
const names = new Set(['PrismaClientInitializationError', 'PrismaClientRustPanicError']);
const driverMessages =
  /connection terminated|timeout exceeded when trying to connect|can't reach database server/i;

/** Whether an error of the database client says that there is no connection, rather than that a query is wrong. */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (codes.has(code) || sqlStates.test(sqlStateOf(error) ?? code)) return true;
  if (names.has(error.name) || driverMessages.test(error.message)) return true;
  return error.cause !== undefined && isDatabaseUnavailable(error.cause);
}

/** PostgreSQL's code inside an error of Prisma, which has codes of its own (P2010, P2039) for whatever a query failed with. */
function sqlStateOf(error: Error & { meta?: unknown }): string | undefined {
  const { driverAdapterError } = (error.meta ?? {}) as {
    driverAdapterError?: { cause?: { originalCode?: string } };
  };
  return driverAdapterError?.cause?.originalCode;
}
