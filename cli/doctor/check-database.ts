import { statfs } from 'node:fs/promises';
import { type Config, directDatabaseSetting } from '../../src/platform/config.ts';
import { createDatabase } from '../../src/platform/database.ts';
import { type DatabaseFacts, examineDatabase, findPoolMode } from '../../src/platform/examine-database.ts';
import { createLogger } from '../../src/platform/logger.ts';
import { createSecrets } from '../../src/platform/secrets.ts';
import { findUnreadableSecrets } from '../../src/platform/stored-secrets.ts';
import { type Check, failed, ok, type Result, warning } from './check.ts';

const oldestVersion = 14;

export const checkDatabase: Check = async ({ config, readDatabase }) => {
  const facts = await readDatabase();
  const setting = directDatabaseSetting(config);
  const found = describeDatabase(facts, { setting, queueTables: !config.REDIS_URL });
  return config.DIRECT_DATABASE_URL ? [...found, ...(await checkPooler(config, facts))] : found;
};

function describeDatabase(
  facts: DatabaseFacts,
  { setting, queueTables }: { setting: string; queueTables: boolean },
): Result[] {
  const { majorVersion, pending } = facts;
  const name = `PostgreSQL ${facts.version}`;
  if (majorVersion < oldestVersion) return [failed(`${name} is too old: use ${oldestVersion} or newer`)];
  if (!facts.hasOwnSession) {
    return [
      failed(
        setting === 'DATABASE_URL'
          ? `${name} behind a connection pooler: set DIRECT_DATABASE_URL to the URL of PostgreSQL itself, beside DATABASE_URL`
          : `${name}: DIRECT_DATABASE_URL points to a connection pooler: set it to the URL of PostgreSQL itself`,
      ),
    ];
  }
  const faults = describeRights(facts, queueTables);
  if (facts.isReplica)
    faults.unshift(`${setting} points to a replica, which refuses writes: use the primary`);
  if (faults.length > 0) return faults.map((fault) => failed(`${name}: ${fault}`));
  return pending?.length
    ? [
        warning(
          `${name} lacks the newest migrations (${pending.length}): run "lead-followup migrate", or start a process, which applies them`,
        ),
      ]
    : [ok(`${name}, all migrations are applied`)];
}

/** What the rights of the user do not allow. */
function describeRights(facts: DatabaseFacts, queueTables: boolean): string[] {
  const faults: string[] = [];
  const [table, ...others] = facts.closedTables;
  if (table) {
    const tables = others.length > 0 ? `the table ${table} and ${others.length} more` : `the table ${table}`;
    faults.push(`the user may not read and write ${tables}: use the user that applied the migrations`);
  } else if (!facts.mayCreateTables) {
    faults.push('the user may not create tables: grant it CREATE on the schema, or let it own the database');
  }
  if (queueTables && !facts.mayCreateQueue) {
    faults.push(
      'the user may not create the schema of the queue: grant it CREATE on the database, or set REDIS_URL',
    );
  }
  return faults;
}

async function checkPooler(config: Config, direct: DatabaseFacts): Promise<Result[]> {
  const facts = await examineDatabase(config.DATABASE_URL, 'DATABASE_URL');
  if (facts.identity !== direct.identity) {
    return [failed('DATABASE_URL and DIRECT_DATABASE_URL lead to different databases: correct one of them')];
  }
  const faults = describeRights({ ...facts, mayCreateTables: true }, false);
  if (faults.length > 0) return faults.map((fault) => failed(`DATABASE_URL: ${fault}`));
  if (facts.hasOwnSession) return [ok('DATABASE_URL leads to PostgreSQL itself, without a pooler')];
  const mode = await findPoolMode(config.DATABASE_URL, 'DATABASE_URL');
  return [ok(`DATABASE_URL leads through a pooler that pools ${mode}s; DIRECT_DATABASE_URL does not`)];
}

/** Expiry, delays and signatures compare times of one clock with times of the other. */
const skewMs = { warning: 1_000, failed: 5_000 };

const notChecked = [warning('not checked: see the check of the database')];

export const checkClock: Check = async ({ readDatabase }) => {
  const facts = await readDatabase().catch(() => null);
  return facts ? [describeClock(facts.clockAheadMs)] : notChecked;
};

function describeClock(aheadMs: number): Result {
  const distance = Math.abs(aheadMs);
  if (distance <= skewMs.warning) return ok('agrees with that of the database');
  const detail = `${(distance / 1_000).toFixed(1)} s ${aheadMs > 0 ? 'behind' : 'ahead of'} that of the database: synchronize both with NTP`;
  return distance > skewMs.failed ? failed(detail) : warning(detail);
}

export const checkSecrets: Check = async ({ config, readDatabase }) => {
  const facts = await readDatabase().catch(() => null);
  const isReady = facts?.hasOwnSession && facts.pending?.length === 0 && facts.closedTables.length === 0;
  if (!isReady) return notChecked;
  const logger = createLogger({ ...config, LOG_LEVEL: 'silent' });
  const database = createDatabase(config.DATABASE_URL, logger, { directUrl: config.DIRECT_DATABASE_URL });
  try {
    const { checked, unreadable } = await findUnreadableSecrets(database, createSecrets(config.SECRETS_KEY));
    if (unreadable.length === 0) return [ok(`SECRETS_KEY decrypts all ${checked} stored secrets`)];
    return unreadable.map(({ message }) => failed(message));
  } finally {
    await database.close();
  }
};

const megabyte = 1024 * 1024;
const freeMegabytes = { warning: 2_048, failed: 256 };

export const checkDisk: Check = async ({ embeddedIn }) => {
  // The disk of another PostgreSQL is not visible from here.
  if (embeddedIn === null) return [];
  const { bavail, bsize } = await statfs(embeddedIn);
  return [describeDisk((bavail * bsize) / megabyte)];
};

/** @param megabytes that are free where the embedded PostgreSQL writes */
export function describeDisk(megabytes: number): Result {
  const detail = `${Math.floor(megabytes)} MB are free in DATA_DIR`;
  if (megabytes >= freeMegabytes.warning) return ok(detail);
  const advice = `${detail}: free some, or move DATA_DIR to a larger disk`;
  return megabytes < freeMegabytes.failed ? failed(advice) : warning(advice);
}
