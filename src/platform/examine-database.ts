import type pg from 'pg';
import { withClosables } from './closables.ts';
import { connectDatabase } from './connect-database.ts';
import { hasOwnSession, readPendingMigrations } from './migrate.ts';

/** What a check of the database needs to know. Nothing is changed. */
export interface DatabaseFacts {
  version: string;
  majorVersion: number;
  /** Differs between two databases, also of the same server. */
  identity: string;
  isReplica: boolean;
  /** False behind a connection pooler. */
  hasOwnSession: boolean;
  /** Whether the user may create tables in its schema, as a start does. */
  mayCreateTables: boolean;
  /** Whether BullMQ's tables exist or the user may create the schema for them. */
  mayCreateQueue: boolean;
  /** The tables of the service that the user may not read and write. */
  closedTables: string[];
  /** The migrations that the database lacks. Null if the user may not read which ones it has. */
  pending: string[] | null;
  /** How far the clock of the database is ahead of this machine's. Negative if it is behind. */
  clockAheadMs: number;
}

type Row = Omit<DatabaseFacts, 'hasOwnSession' | 'pending' | 'clockAheadMs'> & { mayReadLedger: boolean };

/** The tables of the service are those of the role that created its ledger of migrations. */
const factsSql = `
  SELECT current_setting('server_version') AS "version",
    current_setting('server_version_num')::int / 10000 AS "majorVersion",
    current_database() || ' ' || pg_postmaster_start_time() AS "identity",
    pg_is_in_recovery() AS "isReplica",
    coalesce(has_schema_privilege(current_schema(), 'CREATE'), false) AS "mayCreateTables",
    (to_regnamespace('bullmq') IS NOT NULL OR has_database_privilege(current_database(), 'CREATE'))
      AS "mayCreateQueue",
    coalesce(has_table_privilege(to_regclass('_prisma_migrations'), 'SELECT'), true) AS "mayReadLedger",
    ARRAY(
      SELECT relname::text FROM pg_class
      WHERE relkind IN ('r', 'p') AND relnamespace = to_regnamespace(quote_ident(current_schema()))
        AND relowner = (SELECT relowner FROM pg_class WHERE oid = to_regclass('_prisma_migrations'))
        AND NOT (has_table_privilege(oid, 'SELECT') AND has_table_privilege(oid, 'INSERT')
          AND has_table_privilege(oid, 'UPDATE') AND has_table_privilege(oid, 'DELETE'))
      ORDER BY relname) AS "closedTables"`;

/**
 * @param setting the setting that the URL comes from, for errors
 * @throws what connectDatabase throws
 */
export async function examineDatabase(url: string, setting: string): Promise<DatabaseFacts> {
  const client = await connectDatabase(url, setting);
  try {
    const { rows } = await client.query<Row>(factsSql);
    const { mayReadLedger, ...facts } = rows[0] as Row;
    return {
      ...facts,
      hasOwnSession: await hasOwnSession(client),
      pending: mayReadLedger ? await readPendingMigrations(client) : null,
      clockAheadMs: await compareClocks(client),
    };
  } finally {
    await client.end();
  }
}

const clockSamples = 3;

/** The quickest answer tells the difference best: half of its time is the greatest error. */
async function compareClocks(client: pg.Client): Promise<number> {
  let quickest = { tookMs: Number.POSITIVE_INFINITY, aheadMs: 0 };
  for (let sample = 0; sample < clockSamples; sample += 1) {
    const [askedAt, start] = [Date.now(), performance.now()];
    const { rows } = await client.query<{ ms: number }>(
      'SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS ms',
    );
    const tookMs = performance.now() - start;
    if (tookMs < quickest.tookMs) quickest = { tookMs, aheadMs: (rows[0]?.ms ?? 0) - askedAt - tookMs / 2 };
  }
  return Math.round(quickest.aheadMs);
}

/**
 * Whether a pooler pools transactions or sessions. In between transactions, a client of the first kind gives its server
 * process to others.
 */
export async function findPoolMode(url: string, setting: string): Promise<'transaction' | 'session'> {
  const { mode, close } = await withClosables(async (hold) => {
    const connect = async () => {
      const client = await connectDatabase(url, setting);
      hold({ close: () => client.end() });
      return client;
    };
    const [first, second] = [await connect(), await connect()];
    const before = await serverProcessOf(first);
    await second.query('BEGIN');
    const others = await serverProcessOf(second);
    const after = await serverProcessOf(first);
    return { mode: others === before || after !== before ? ('transaction' as const) : ('session' as const) };
  });
  await close();
  return mode;
}

async function serverProcessOf(client: pg.Client): Promise<number | undefined> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  return rows[0]?.pid;
}
