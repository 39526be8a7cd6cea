import { Redis } from 'ioredis';
import { query } from '../harness/query.ts';
import type { Cluster } from './cluster.ts';

/** How many connections API and workers have open, on PostgreSQL and on Redis. */
export async function countConnections({ postgres, redis }: Cluster): Promise<number> {
  // BullMQ's sessions have the process's name too: it stands in the URL.
  const [sessions] = await query<{ count: number }>(
    postgres.url,
    `SELECT count(*)::int FROM pg_stat_activity WHERE application_name ~ '^(api|worker)-'`,
  );
  return (sessions?.count ?? 0) + (redis ? await countRedisClients(redis.url) : 0);
}

async function countRedisClients(url: string): Promise<number> {
  const client = new Redis(url);
  const list = String(await client.client('LIST'));
  client.disconnect();
  // Without this one.
  return list.trim().split('\n').length - 1;
}
