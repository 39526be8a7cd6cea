import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../scripts/embedded-postgres.ts';
import { migrate } from '../../src/platform/migrate.ts';
import { databasePrefix, databaseUrl, templateName } from './database-names.ts';

export interface DatabaseServer {
  /** Of a database that is not under test, from which others are made and dropped. */
  url: string;
  stop(): Promise<void>;
}

/** The server that TEST_DATABASE_URL names, else an embedded one, with a migrated template for the run's databases. */
export async function startDatabaseServer(folder: string, run: string): Promise<DatabaseServer> {
  const given = process.env['TEST_DATABASE_URL'];
  const server = given ? { url: given, stop: () => dropDatabases(given, run) } : await startEmbedded(folder);
  try {
    await createTemplate(server.url, run);
    return server;
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function startEmbedded(folder: string): Promise<DatabaseServer> {
  const server = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres') });
  await withClient(server.url, async (client) => {
    // The data is thrown away. A server that is killed still loses nothing: what it wrote is with the system.
    await client.query('ALTER SYSTEM SET fsync = off');
    await client.query('SELECT pg_reload_conf()');
  });
  return server;
}

async function createTemplate(url: string, run: string): Promise<void> {
  const name = templateName(run);
  await withClient(url, (client) => client.query(`CREATE DATABASE ${name}`));
  await migrate(databaseUrl(url, name));
  // A database with a session in it cannot be cloned.
  await withClient(url, (client) => client.query(`ALTER DATABASE ${name} WITH ALLOW_CONNECTIONS false`));
}

async function dropDatabases(url: string, run: string): Promise<void> {
  await withClient(url, async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      'SELECT datname FROM pg_database WHERE starts_with(datname, $1)',
      [databasePrefix(run)],
    );
    for (const { datname } of rows) await client.query(`DROP DATABASE IF EXISTS ${datname} WITH (FORCE)`);
  });
}

async function withClient<Result>(url: string, use: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
