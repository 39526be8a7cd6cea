import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { databasePrefix, databaseUrl, templateName } from './database-names.ts';
import { runSetting } from './run-setting.ts';
import { stillOpen } from './still-open.ts';

export interface TestDatabase {
  url: string;
  /** @throws when connections are still open, which are ended and the database dropped all the same */
  drop(): Promise<void>;
}

interface Session {
  pid: number;
  application_name: string;
  state: string | null;
  query: string;
}

/** A migrated, empty database of its own, cloned from the run's template. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const run = runSetting('LEAD_FOLLOWUP_TEST_RUN');
  const name = `${databasePrefix(run)}${randomBytes(6).toString('hex')}`;
  await onServer((client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${templateName(run)}`));
  let dropped: Promise<void> | undefined;
  return {
    url: databaseUrl(runSetting('LEAD_FOLLOWUP_TEST_DATABASE_URL'), name),
    drop() {
      dropped ??= onServer((client) => drop(client, name));
      return dropped;
    },
  };
}

async function drop(client: pg.Client, name: string): Promise<void> {
  const leaked = await stillOpen(() => sessionsIn(client, name));
  await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
  if (leaked.length === 0) return;
  const list = leaked.map(
    (session) => `  ${session.application_name || 'unnamed'}, ${session.state}: ${session.query}`,
  );
  throw new Error(`the test left ${leaked.length} database connection(s) open:\n${list.join('\n')}`);
}

async function sessionsIn(client: pg.Client, name: string): Promise<Session[]> {
  const { rows } = await client.query<Session>(
    `SELECT pid, application_name, state, query FROM pg_stat_activity
     WHERE datname = $1 AND backend_type = 'client backend'`,
    [name],
  );
  return rows;
}

async function onServer<Result>(use: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({
    connectionString: runSetting('LEAD_FOLLOWUP_TEST_DATABASE_URL'),
    connectionTimeoutMillis: 10_000,
    application_name: 'test harness',
  });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
