import { RedisConnection } from 'bullmq';
import { Cluster, type Redis } from 'ioredis';
import type { Logger } from './logger.ts';
import type { RedisClient } from './redis.ts';

/**
 * Warns about settings with which Redis may lose the queue, once there is a connection. Nothing waits for this check.
 */
export async function checkRedisSettings(client: RedisClient, logger: Logger): Promise<void> {
  if (client.status !== 'ready') await new Promise((resolve) => client.once('ready', resolve));
  try {
    for (const { kind, message } of await findRedisFaults(client)) {
      logger[kind === 'unchecked' ? 'debug' : 'warn'](message);
    }
  } catch (err) {
    logger.debug({ err }, 'the settings of Redis cannot be checked');
  }
}

export interface RedisFault {
  /** `unchecked`: Redis refuses CONFIG, as managed services may. */
  kind: 'eviction' | 'persistence' | 'unchecked';
  /** What can happen and how to fix it. */
  message: string;
}

/**
 * @returns the settings that endanger the queue
 * @throws the error of Redis, also when it refuses INFO
 */
export async function findRedisFaults(client: RedisClient): Promise<RedisFault[]> {
  const node = oneNode(client);
  if (!node) return [];
  const faults: RedisFault[] = [];
  const field = await readInfo(node);
  const policy = field('maxmemory_policy');
  if (policy !== undefined && policy !== 'noeviction') {
    faults.push({
      kind: 'eviction',
      message: `Redis may evict jobs when its memory is full (maxmemory-policy ${policy}): set maxmemory-policy to noeviction`,
    });
  }
  if (field('aof_enabled') === '0') faults.push(...(await findSnapshotFault(node)));
  return faults;
}

async function findSnapshotFault(node: Redis): Promise<RedisFault[]> {
  try {
    if ((await read(node, 'save')) !== '') return [];
  } catch {
    return [
      {
        kind: 'unchecked',
        message:
          'Redis refuses CONFIG: make sure that it persists its data, with appendonly yes or snapshots',
      },
    ];
  }
  return [
    {
      kind: 'persistence',
      message:
        'Redis does not persist the queue: after a restart the queue is empty until the sweeper refills it. Set appendonly to yes',
    },
  ];
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
  const field = await readInfo(oneNode(client) ?? client);
  const valkey = field('valkey_version');
  const version = field('redis_version') ?? 'of an unknown version';
  return {
    server: valkey ? `Valkey ${valkey}` : `Redis ${version}`,
    isTooOld: Number.parseInt(version, 10) < Number.parseInt(RedisConnection.minimumVersion, 10),
    isReplica: field('role') === 'slave',
    masters: client instanceof Cluster ? client.nodes('master').length : null,
  };
}

/** @returns a function that returns a field of INFO */
async function readInfo(node: RedisClient): Promise<(name: string) => string | undefined> {
  const info = await node.info();
  return (name) => new RegExp(`^${name}:(\\S+)`, 'm').exec(info)?.[1];
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
