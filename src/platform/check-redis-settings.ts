import { Cluster, type Redis } from 'ioredis';
import type { Logger } from './logger.ts';
import type { RedisClient } from './redis.ts';

/**
 * Warns of settings with which Redis may lose the queue, as soon as there is a connection. Nothing needs to wait for it,
 * and a Redis that does not tell its settings, as managed ones may not, is taken as it is.
 */
export async function checkRedisSettings(client: RedisClient, logger: Logger): Promise<void> {
  if (client.status !== 'ready') await new Promise((resolve) => client.once('ready', resolve));
  try {
    // The nodes of a Cluster are set up alike.
    const [node] = client instanceof Cluster ? client.nodes('master') : [client];
    if (node) await warnOfSettings(node, logger);
  } catch (err) {
    logger.debug({ err }, 'Redis does not tell its settings');
  }
}

async function warnOfSettings(node: Redis, logger: Logger): Promise<void> {
  const policy = await read(node, 'maxmemory-policy');
  if (policy !== undefined && policy !== 'noeviction') {
    logger.warn(
      { policy },
      'Redis may evict jobs when its memory is full: set maxmemory-policy to noeviction',
    );
  }
  const [appendOnly, save] = [await read(node, 'appendonly'), await read(node, 'save')];
  if (appendOnly === 'no' && save === '') {
    logger.warn(
      'Redis writes nothing to disk: when it restarts, the queue is empty until the sweeper has filled it again; set appendonly to yes',
    );
  }
}

async function read(node: Redis, setting: string): Promise<string | undefined> {
  const reply: unknown = await node.config('GET', setting);
  // An array of RESP2, a map of RESP3.
  const pairs = Array.isArray(reply) ? reply : Object.entries(reply ?? {}).flat();
  return pairs.length > 1 ? String(pairs[1]) : undefined;
}
