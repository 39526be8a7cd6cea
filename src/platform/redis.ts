import { Cluster, type ClusterOptions, Redis, type RedisOptions } from 'ioredis';
import type { Logger } from './logger.ts';

export type RedisClient = Redis | Cluster;

/** A process's connections to Redis. */
export interface RedisConnections {
  /** Fails fast while Redis is away: for requests that must be answered all the same. */
  producer: RedisClient;
  /** Waits for Redis, as BullMQ's workers must. */
  consumer: RedisClient;
  /** Waits for Redis too; once subscribed, a connection can do nothing else. */
  subscriber: RedisClient;
  close(): Promise<void>;
}

/**
 * Connections to the Redis of REDIS_URL: one URL is a single node, several are the nodes of a Cluster, rediss:// is
 * TLS. They connect by themselves and keep trying; that Redis went away, and that it is back, is logged once.
 */
export function createRedisConnections(nodes: readonly string[], logger: Logger): RedisConnections {
  const failFast = { maxRetriesPerRequest: 1, enableOfflineQueue: false };
  const patient = { maxRetriesPerRequest: null, enableOfflineQueue: true };
  const connect = (options: typeof failFast | typeof patient): RedisClient => {
    const client = createClient(nodes, {
      ...options,
      connectTimeout: 5_000,
      retryStrategy: (attempt) => Math.min(50 * 2 ** attempt, 2_000),
    });
    client.on('error', (err) => logger.debug({ err }, 'a connection to Redis reports an error'));
    return client;
  };
  const producer = connect(failFast);
  const consumer = connect(patient);
  const subscriber = connect(patient);
  const stopReporting = reportOutages(producer, logger);
  return {
    producer,
    consumer,
    subscriber,
    async close() {
      stopReporting();
      for (const client of [producer, consumer, subscriber]) client.disconnect();
    },
  };
}

function createClient(
  nodes: readonly string[],
  options: RedisOptions & { enableOfflineQueue: boolean },
): RedisClient {
  return nodes.length === 1 ? new Redis(nodes[0] as string, options) : createCluster(nodes, options);
}

function createCluster(
  nodes: readonly string[],
  options: RedisOptions & { enableOfflineQueue: boolean },
): Cluster {
  const urls = nodes.map((node) => new URL(node));
  const first = urls[0] as URL;
  const { enableOfflineQueue, retryStrategy, ...redisOptions } = options;
  const tls = first.protocol === 'rediss:';
  const clusterOptions: ClusterOptions = {
    enableOfflineQueue,
    clusterRetryStrategy: (attempt) => retryStrategy?.(attempt) ?? null,
    redisOptions: {
      ...redisOptions,
      ...(first.username ? { username: decodeURIComponent(first.username) } : {}),
      ...(first.password ? { password: decodeURIComponent(first.password) } : {}),
      ...(tls ? { tls: {} } : {}),
    },
    // The names in a certificate are those of the nodes: resolved to addresses, they would no longer match.
    ...(tls
      ? { dnsLookup: (address: string, done: (error: null, address: string) => void) => done(null, address) }
      : {}),
  };
  return new Cluster(
    urls.map((url) => ({ host: url.hostname, port: Number(url.port || 6379) })),
    clusterOptions,
  );
}

/** @returns the function to call before closing the connection oneself */
function reportOutages(client: RedisClient, logger: Logger): () => void {
  let connected = false;
  client.on('close', () => {
    if (connected) logger.warn('Redis is out of reach: new work is kept in PostgreSQL until it is back');
    connected = false;
  });
  client.on('ready', () => {
    logger.info('connected to Redis');
    connected = true;
  });
  return () => {
    connected = false;
  };
}
