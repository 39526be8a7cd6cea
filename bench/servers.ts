import { rm } from 'node:fs/promises';
import { Redis } from 'ioredis';
import { loadDemoData } from '../prisma/demo-data.ts';
import { createDatabase } from '../src/platform/database.ts';
import { createLogger } from '../src/platform/logger.ts';
import { migrate } from '../src/platform/migrate.ts';
import { createSecrets } from '../src/platform/secrets.ts';
import { startPostgres } from '../test/faults/servers/postgres.ts';
import { query } from '../test/harness/query.ts';
import { startRedisWith } from '../test/harness/redis-server.ts';
import { createTemporaryFolder } from '../test/harness/temporary-folder.ts';
import type { Hold } from './holder.ts';

/** One PostgreSQL and one Redis for all scenarios of a run. Each scenario gets its own databases on them. */
export interface Servers {
  /** The data folder of the servers. */
  folder: string;
  /** The URL of a database that belongs to no scenario. It has pg_stat_statements. */
  adminUrl: string;
  /** A new database: with our tables and the demo data, or empty for a reference. */
  createDatabase(content: 'ours' | 'empty'): Promise<string>;
  /** A logical database of Redis that has not been used yet. */
  createRedis(): string;
  versions: { postgresql: string; redis: string };
}

export const secretsKey = Buffer.alloc(32, 7);
const template = 'bench_template';

/** Settings of a server that must not lose data: each commit is on disk before it is confirmed. */
const durable = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' };
const measured = { shared_preload_libraries: 'pg_stat_statements', 'pg_stat_statements.max': '10000' };

export async function startServers(hold: Hold): Promise<Servers> {
  const folder = await createTemporaryFolder();
  hold({ close: () => rm(folder, { recursive: true, force: true, maxRetries: 3 }) });
  const postgres = await startPostgres(folder, { ...durable, ...measured });
  hold({ close: () => postgres.kill() });
  const redis = await startRedisWith(folder);
  if (!redis)
    throw new Error('no redis-server or valkey-server was found on PATH: install one (Debian: redis-server)');
  hold({ close: () => redis.stop() });

  await query(postgres.url, 'CREATE EXTENSION pg_stat_statements');
  await createTemplate(postgres.url);
  let databases = 0;
  let redisDatabases = 0;
  return {
    folder,
    adminUrl: postgres.url,
    async createDatabase(content) {
      databases += 1;
      const name = `bench_${databases}`;
      await query(
        postgres.url,
        `CREATE DATABASE ${name} TEMPLATE ${content === 'ours' ? template : 'template0'}`,
      );
      return databaseUrl(postgres.url, name);
    },
    createRedis() {
      redisDatabases += 1;
      return `${redis.url}/${redisDatabases}`;
    },
    versions: { postgresql: await versionOf(postgres.url), redis: await redisVersion(redis.url) },
  };
}

async function createTemplate(adminUrl: string): Promise<void> {
  await query(adminUrl, `CREATE DATABASE ${template}`);
  const url = databaseUrl(adminUrl, template);
  await migrate(url, { queueTables: false });
  const database = createDatabase(url, createLogger({ LOG_LEVEL: 'silent', LOG_FORMAT: 'json' }));
  try {
    await loadDemoData(database, createSecrets([secretsKey]));
  } finally {
    await database.close();
  }
}

function databaseUrl(adminUrl: string, name: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return url.href;
}

async function versionOf(url: string): Promise<string> {
  const [row] = await query<{ server_version: string }>(url, 'SHOW server_version');
  return row?.server_version ?? '';
}

async function redisVersion(url: string): Promise<string> {
  const client = new Redis(url);
  try {
    return /redis_version:(\S+)/.exec(await client.info('server'))?.[1] ?? '';
  } finally {
    client.disconnect();
  }
}
