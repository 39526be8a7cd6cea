import { Cluster, type Redis } from 'ioredis';
import type { Logger } from './logger.ts';
import type { RedisClient } from './redis.ts';

/**
 * Warns about settings with which Redis may lose the queue, once there is a connection. Nothing waits for this check.
 * It is skipped if Redis refuses CONFIG, as managed services may.
 */
export async function checkRedisSettings(client: RedisClient, logger: Logger): Promise<void> {
  if (client.status !== 'ready') await new Promise((resolve) => client.once('ready', resolve));
  try {
    for (const fault of await findRedisFaults(client)) logger.warn(fault);
  } catch (err) {
    logger.debug({ err }, 'Redis refuses CONFIG, so its settings are not checked');
  }
}

/**
 * @returns for each setting that endangers the queue, what can happen and how to fix it
 * @throws when Redis refuses CONFIG
 */
export async function findRedisFaults(client: RedisClient): Promise<string[]> {
  // The nodes of a Cluster are assumed to have the same settings.
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
      'Redis does not persist the queue: after a restart the queue is empty until the sweeper refills it. Set appendonly to yes',
    );
  }
  return faults;
}

async function read(node: Redis, setting: string): Promise<string | undefined> {
  const reply: unknown = await node.config('GET', setting);
  // RESP2 answers with an array, RESP3 with a map.
  const pairs = Array.isArray(reply) ? reply : Object.entries(reply ?? {}).flat();
  return pairs.length > 1 ? String(pairs[1]) : undefined;
}
