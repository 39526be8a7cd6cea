import { RedisConnection } from 'bullmq';
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
    for (const { message } of await findRedisFaults(client)) logger.warn(message);
  } catch (err) {
    logger.debug({ err }, 'Redis refuses CONFIG, so its settings are not checked');
  }
}

export interface RedisFault {
  kind: 'eviction' | 'persistence';
  /** What can happen and how to fix it. */
  message: string;
}

/**
 * @returns the settings that endanger the queue
 * @throws when Redis refuses CONFIG
 */
export async function findRedisFaults(client: RedisClient): Promise<RedisFault[]> {
  const node = oneNode(client);
  if (!node) return [];
  const faults: RedisFault[] = [];
  const policy = await read(node, 'maxmemory-policy');
  if (policy !== undefined && policy !== 'noeviction') {
    faults.push({
      kind: 'eviction',
      message: `Redis may evict jobs when its memory is full (maxmemory-policy ${policy}): set maxmemory-policy to noeviction`,
    });
  }
  const [appendOnly, save] = [await read(node, 'appendonly'), await read(node, 'save')];
  if (appendOnly === 'no' && save === '') {
    faults.push({
      kind: 'persistence',
      message:
        'Redis does not persist the queue: after a restart the queue is empty until the sweeper refills it. Set appendonly to yes',
    });
  }
  return faults;
}

export interface RedisFacts {
  /** Such as "Redis 7.2.4" or "Valkey 8.0.1". */
  server: string;
  /** Whether BullMQ works with the version. */
  isTooOld: boolean;
  isReplica: boolean;
  /** How many masters it has, if it is a Cluster. */
  masters: number | null;
}

/** @throws the error of Redis, also when it refuses INFO */
export async function readRedisFacts(client: RedisClient): Promise<RedisFacts> {
  const info = await (oneNode(client) ?? client).info();
  const field = (name: string) => new RegExp(`^${name}:(\\S+)`, 'm').exec(info)?.[1];
  const valkey = field('valkey_version');
  const version = field('redis_version') ?? 'of an unknown version';
  return {
    server: valkey ? `Valkey ${valkey}` : `Redis ${version}`,
    isTooOld: Number.parseInt(version, 10) < Number.parseInt(RedisConnection.minimumVersion, 10),
    isReplica: field('role') === 'slave',
    masters: client instanceof Cluster ? client.nodes('master').length : null,
  };
}

/** The nodes of a Cluster are assumed to be alike. */
function oneNode(client: RedisClient): Redis | undefined {
  return client instanceof Cluster ? client.nodes('master')[0] : client;
}

async function read(node: Redis, setting: string): Promise<string | undefined> {
  const reply: unknown = await node.config('GET', setting);
  // RESP2 answers with an array, RESP3 with a map.
  const pairs = Array.isArray(reply) ? reply : Object.entries(reply ?? {}).flat();
  return pairs.length > 1 ? String(pairs[1]) : undefined;
}
