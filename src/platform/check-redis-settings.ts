import { Cluster, type Redis } from 'ioredis';
import type { Logger } from './logger.ts';
import type { RedisClient } from './redis.ts';

/**
 * Warns of settings with which Redis may lose the queue, as soon as there is a connection. Nothing waits for it. A Redis
 * that refuses CONFIG, as managed ones may, is not checked.
 */
export async function checkRedisSettings(client: RedisClient, logger: Logger): Promise<void> {
  if (client.status !== 'ready') await new Promise((resolve) => client.once('ready', resolve));
  try {
    for (const fault of await findRedisFaults(client)) logger.warn(fault);
  } catch (err) {
    logger.debug({ err }, 'Redis does not show its settings');
  }
}

/** @returns what each setting that endangers the queue leads to, and how to fix it. @throws when Redis refuses CONFIG */
export async function findRedisFaults(client: RedisClient): Promise<string[]> {
  // The nodes of a Cluster are set up alike.
  const [node] = client instanceof Cluster ? client.nodes('master') : [client];
  if (!node) return [];
  const faults: string[] = [];
  const policy = await read(node, 'maxmemory-policy');
  if (policy !== undefined && policy !== 'noeviction') {
    faults.push(
      `Redis may evict jobs when its memory is full (maxmemory-policy ${policy}): set maxmemory-policy to noeviction`,
    );
  }
  const [appendOnly, save] = [await read(node, 'appendonly'), await read(node, 'save')];
  if (appendOnly === 'no' && save === '') {
    faults.push(
      'Redis writes nothing to disk: after a restart the queue is empty until the sweeper has filled it again; set appendonly to yes',
    );
  }
  return faults;
}

async function read(node: Redis, setting: string): Promise<string | undefined> {
  const reply: unknown = await node.config('GET', setting);
  // An array in RESP2, a map in RESP3.
  const pairs = Array.isArray(reply) ? reply : Object.entries(reply ?? {}).flat();
  return pairs.length > 1 ? String(pairs[1]) : undefined;
}
