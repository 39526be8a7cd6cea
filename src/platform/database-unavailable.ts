/** Codes of Prisma, PostgreSQL and sockets that mean: the database is out of reach now, try again later. */
const codes = new Set([
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
  'P2028',
  // The connection was lost while a query ran.
  'P2039',
  // The server ended a transaction in which its client was silent for too long.
  '25P03',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '08000',
  '08001',
  '08003',
  '08006',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
]);
const names = new Set(['PrismaClientInitializationError', 'PrismaClientRustPanicError']);
const driverMessages =
  /connection terminated|timeout exceeded when trying to connect|can't reach database server/i;

/** Whether an error of the database client says that there is no connection, rather than that a query is wrong. */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (codes.has(code) || names.has(error.name) || driverMessages.test(error.message)) return true;
  return error.cause !== undefined && isDatabaseUnavailable(error.cause);
}
