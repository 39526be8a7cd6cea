import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { runMigrations as runQueueMigrations } from 'bullmq';
import type pg from 'pg';
import { connectDatabase } from './connect-database.ts';

const migrationsFolder = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));

/** The advisory lock of Prisma's own migrate commands: only one migrator runs at a time. */
const prismaMigrateLock = 72707369;

/** The table that Prisma creates, so that `prisma migrate deploy` and `status` agree with this migrator. */
const createLedger = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum VARCHAR(64) NOT NULL,
    finished_at TIMESTAMPTZ,
    migration_name VARCHAR(255) NOT NULL,
    logs TEXT,
    rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

/** The migrations in the database do not match those of this code. */
export class MigrationError extends Error {
  override name = 'MigrationError';
}

interface LedgerRow {
  migration_name: string;
  checksum: string;
  finished_at: Date | null;
}

/**
 * Applies the missing migrations, and BullMQ's own if the queue is in PostgreSQL too. Several processes may start at
 * the same time. Each migration is applied in one transaction, together with its row in the ledger.
 * @returns the names of the migrations that this call applied
 * @param options.setting the setting that the URL comes from, for errors
 * @throws DatabaseFault, or MigrationError if an applied migration has been changed since, or if one that Prisma started did not finish
 */
export async function migrate(
  databaseUrl: string,
  { queueTables = true, setting = 'DATABASE_URL' } = {},
): Promise<string[]> {
  const client = await connectDatabase(databaseUrl, setting);
  try {
    await requireSession(client);
    await client.query('SELECT pg_advisory_lock($1)', [prismaMigrateLock]);
    await client.query(createLedger);
    const applied = await applyPending(client);
    if (queueTables) await runQueueMigrations(client);
    return applied;
  } finally {
    // The end of the session releases the lock, also after a failure.
    await client.end();
  }
}

/**
 * Behind a pooler, a session lock would pass to the next client of the same server connection.
 * @throws MigrationError
 */
async function requireSession(client: pg.Client): Promise<void> {
  if (await hasOwnSession(client)) return;
  throw new MigrationError(
    'DATABASE_URL points to a connection pooler: set DIRECT_DATABASE_URL to the URL of PostgreSQL itself, beside DATABASE_URL',
  );
}

/** A pooler is recognized by the process id that it reports, which is not that of the server process that answers. */
export async function hasOwnSession(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const { processID } = client as pg.Client & { processID: number | null };
  return rows[0]?.pid === processID;
}

/** The migrations that the database lacks. Changes nothing. */
export async function readPendingMigrations(client: pg.Client): Promise<string[]> {
  const ledger = await client.query<{ exists: boolean }>(
    "SELECT to_regclass('_prisma_migrations') IS NOT NULL AS exists",
  );
  const applied = ledger.rows[0]?.exists
    ? await client.query<LedgerRow>(
        'SELECT migration_name FROM _prisma_migrations WHERE rolled_back_at IS NULL AND finished_at IS NOT NULL',
      )
    : { rows: [] };
  const names = new Set(applied.rows.map((row) => row.migration_name));
  return (await migrationNames()).filter((name) => !names.has(name));
}

async function applyPending(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<LedgerRow>(
    'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL',
  );
  const ledger = new Map(rows.map((row) => [row.migration_name, row]));
  const applied: string[] = [];
  for (const name of await migrationNames()) {
    const sql = await readFile(`${migrationsFolder}/${name}/migration.sql`, 'utf8');
    const checksum = createHash('sha256').update(sql).digest('hex');
    const row = ledger.get(name);
    if (!row) {
      await applyMigration(client, name, sql, checksum);
      applied.push(name);
    } else if (!row.finished_at) {
      throw new MigrationError(
        `migration ${name} did not finish: repair the database, then run prisma migrate resolve`,
      );
    } else if (row.checksum !== checksum) {
      throw new MigrationError(
        `migration ${name} was changed after it was applied: restore it, and add a new migration instead`,
      );
    }
  }
  return applied;
}

/** The name of the newest migration that this code needs. */
export async function newestMigration(): Promise<string> {
  return (await migrationNames()).at(-1) ?? '';
}

async function migrationNames(): Promise<string[]> {
  const entries = await readdir(migrationsFolder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

async function applyMigration(client: pg.Client, name: string, sql: string, checksum: string): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}
