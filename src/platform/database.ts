import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { placeOfDatabase } from './connect-database.ts';
import { type Prisma, PrismaClient } from './generated/client.ts';
import type { Logger } from './logger.ts';
import { causeOf, createOutageReport } from './outage-report.ts';

/** Inside or outside a transaction: what takes this does not care. */
export type DatabaseClient = Prisma.TransactionClient;

export interface Database {
  prisma: PrismaClient;
  pool: pg.Pool;
  /** Connections whose sessions last, for locks and settings of a session. */
  sessions: pg.Pool;
  /** Whether `pool` leads through a pooler, which gives each transaction any session. */
  isPooled: boolean;
  /** Logs an outage of which this error is a sign, and its end. */
  reportOutage(error: unknown): void;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** Of the pool. */
  connections?: number;
  /** PostgreSQL itself, where the URL leads through a connection pooler. */
  directUrl?: string | undefined;
}

/** For what has no setting of its own, such as the commands of the command line. */
const defaultConnections = 10;

/** Opens a pool that Prisma and plain SQL share. Connects at first use. */
export function createDatabase(
  url: string,
  logger: Logger,
  { connections = defaultConnections, directUrl }: DatabaseOptions = {},
): Database {
  const isPooled = directUrl !== undefined;
  const common = {
    // Also the time that a query waits in the pool while all connections are in use.
    connectionTimeoutMillis: 10_000,
    application_name: 'lead-followup',
  };
  // A process that is frozen in the middle of a transaction must not hold its rows against those that take over. Above
  // Prisma's own limit, which ends the transaction of a process that lives. A pooler refuses this parameter and has a
  // setting of its own.
  const timeout = { idle_in_transaction_session_timeout: 20_000 };
  const pool = new pg.Pool({
    ...common,
    ...(isPooled ? {} : timeout),
    connectionString: url,
    max: connections,
  });
  const sessions = isPooled
    ? new pg.Pool({ ...common, ...timeout, connectionString: directUrl, max: 2 })
    : pool;
  const outage = watchOutages(pool, url, logger);
  // An idle connection that breaks (a restart of the server) is replaced at the next query; unheard, it would end the process.
  let closing = false;
  for (const each of new Set([pool, sessions])) {
    each.on('error', (err) => {
      if (!closing) outage.report(err);
    });
  }
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool),
    errorFormat: 'minimal',
    // Under load a transaction may wait for a connection; giving up early would fail what only needs a moment.
    transactionOptions: { maxWait: 10_000, timeout: 15_000 },
  });
  return {
    prisma,
    pool,
    sessions,
    isPooled,
    reportOutage: outage.report,
    async close() {
      // The pool has ended before its last sockets have: a server that stops right after it cuts them.
      closing = true;
      outage.close();
      await prisma.$disconnect();
      await pool.end();
      if (sessions !== pool) await sessions.end();
    },
  };
}

const probeEveryMs = 1_000;

/** Reports an outage at its first sign, and asks the database until it answers. */
function watchOutages(pool: pg.Pool, url: string, logger: Logger) {
  const report = createOutageReport(logger, {
    dependency: 'PostgreSQL',
    host: placeOfDatabase(url),
    consequence: 'requests are answered with 503, and jobs wait',
  });
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  function note(error: unknown): void {
    if (isClosed) return;
    report.begin(causeOf(error));
    timer = setTimeout(() => pool.query('SELECT 1').then(report.end, note), probeEveryMs);
    timer.unref();
  }

  return {
    report(error: unknown): void {
      if (!report.isOpen()) note(error);
    },
    close(): void {
      isClosed = true;
      clearTimeout(timer);
      report.close();
    },
  };
}
