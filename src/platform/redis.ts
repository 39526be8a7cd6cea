import { Cluster, type ClusterOptions, Redis, type RedisOptions } from 'ioredis';
import type { Logger } from './logger.ts';
import { causeOf, createOutageReport } from './outage-report.ts';
import { describeRedisFault } from './redis-fault.ts';
import { clusterOf, parseRedisUrls, placeOf, type RedisTarget } from './redis-target.ts';

export type RedisClient = Redis | Cluster;

/** A process's connections to Redis. */
export interface RedisConnections {
  /** Fails fast while Redis is unavailable: for requests, which are answered without it. */
  producer: RedisClient;
  /** Waits for Redis, as BullMQ's workers must. */
  consumer: RedisClient;
  /** Waits for Redis too. Once subscribed, a connection can do nothing else. */
  subscriber: RedisClient;
  /** The host and why there is no connection, in one line. Null while there is one or the cause is unknown. */
  describeFault(): string | null;
  close(): Promise<void>;
}

/**
 * Connections to the Redis of REDIS_URL: one node, the master that Sentinels name, or a Cluster. They connect and
 * reconnect by themselves.
 */
export function createRedisConnections(
  urls: readonly string[],
  logger: Logger,
  target: RedisTarget = parseRedisUrls(urls),
): RedisConnections {
  const reconnectOnError = createReadOnlyWatch(logger);
  // Commands of one turn of the event loop are sent together.
  const failFast = { maxRetriesPerRequest: 1, enableOfflineQueue: false, enableAutoPipelining: true };
  const patient = { maxRetriesPerRequest: null, enableOfflineQueue: true };
  const connect = (options: typeof failFast | typeof patient): RedisClient => {
    const client = createClient(target, {
      ...options,
      connectTimeout: 5_000,
      retryStrategy: (attempt) => Math.min(50 * 2 ** attempt, 2_000),
      reconnectOnError,
    });
    client.on('error', (err) => logger.debug({ err }, 'Redis connection error'));
    return client;
  };
  const producer = connect(failFast);
  const consumer = connect(patient);
  const subscriber = connect(patient);
  const outages = watchOutages(producer, target, logger);
  return {
    producer,
    consumer,
    subscriber,
    describeFault: outages.describeFault,
    async close() {
      outages.close();
      for (const client of [producer, consumer, subscriber]) client.disconnect();
    },
  };
}

interface ClientOptions extends RedisOptions {
  enableOfflineQueue: boolean;
  retryStrategy: (attempt: number) => number;
}

function createClient(target: RedisTarget, options: ClientOptions): RedisClient {
  switch (target.kind) {
    case 'node':
      return new Redis(target.url, options);
    case 'sentinel':
      return new Redis({
        ...options,
        sentinels: [...target.sentinels],
        name: target.name,
        db: target.database,
        sentinelRetryStrategy: options.retryStrategy,
        // No failoverDetector: when a failover comes while ioredis is reconnecting, it ends the connection for good. A lost
        // connection and READONLY lead to the new master too.
        ...target.credentials,
        ...(target.credentials.password ? { sentinelPassword: target.credentials.password } : {}),
        ...(target.tls ? { tls: {}, enableTLSForSentinelMode: true, sentinelTLS: {} } : {}),
      });
    case 'cluster':
      return createCluster(target, options);
  }
}

function createCluster(
  { nodes, credentials, tls }: Extract<RedisTarget, { kind: 'cluster' }>,
  { enableOfflineQueue, retryStrategy, ...redisOptions }: ClientOptions,
): Cluster {
  const clusterOptions: ClusterOptions = {
    enableOfflineQueue,
    clusterRetryStrategy: retryStrategy,
    redisOptions: { ...redisOptions, ...credentials, ...(tls ? { tls: {} } : {}) },
    // A certificate has the names of the nodes. If they were resolved to addresses, they would no longer match.
    ...(tls
      ? { dnsLookup: (address: string, done: (error: null, address: string) => void) => done(null, address) }
      : {}),
  };
  return new Cluster([...nodes], clusterOptions);
}

const readOnlyReportMs = 60_000;

/**
 * After a failover a client may be connected to the old master, which is a replica now and refuses writes. Reconnecting
 * leads to the new one, by its name, its proxy or its Sentinels. The refused command is sent again.
 */
function createReadOnlyWatch(logger: Logger): (error: Error) => false | 2 {
  let reportedAt = 0;
  return ({ message }) => {
    if (!/\bREADONLY\b/.test(message)) return false;
    if (Date.now() - reportedAt > readOnlyReportMs) {
      reportedAt = Date.now();
      logger.warn(
        'Redis refuses writes because it is a replica (READONLY): reconnecting until a master answers',
      );
    }
    return 2;
  };
}

/** A shorter interruption, such as one reconnect after a failover, is not reported. */
const outageMs = 1_000;

interface OutageWatch {
  /** Why there is no connection, in one line, if the cause is known. */
  describeFault(): string | null;
  /** Call before the connection is closed on purpose. */
  close(): void;
}

/** Logs when Redis becomes unavailable, with the cause, and when it is available again. */
function watchOutages(client: RedisClient, target: RedisTarget, logger: Logger): OutageWatch {
  const host = placeOf(target);
  const report = createOutageReport(logger, {
    dependency: 'Redis',
    host,
    consequence: 'new work is stored in PostgreSQL and enqueued when Redis is back',
  });
  let fault: string | null = null;
  let cause = 'no connection';
  let isClosing = false;
  let timer: NodeJS.Timeout | undefined;
  const beginSoon = () => {
    if (isClosing || report.isOpen()) return;
    timer ??= setTimeout(() => report.begin(cause), outageMs);
  };
  client.on('error', (error) => {
    fault = describeRedisFault(error);
    cause = fault ?? causeOf(error);
    if (report.isOpen()) report.begin(cause);
  });
  client.on('close', beginSoon);
  client.on('ready', () => {
    clearTimeout(timer);
    timer = undefined;
    fault = null;
    if (report.isOpen()) report.end();
    else logger.info({ host }, 'connected to Redis');
  });
  // A Redis that is unavailable at start has no connection that could close.
  beginSoon();
  return {
    describeFault: () => fault && `Redis at ${host}: ${fault}`,
    close() {
      isClosing = true;
      clearTimeout(timer);
      report.close();
    },
  };
}

const probeMs = 2_000;

/**
 * Finds out whether a single URL names a node of a Cluster, which would answer MOVED to a client that does not know.
 * A Redis that does not answer, or refuses INFO, is treated as a single node.
 */
export async function findRedisTarget(urls: readonly string[]): Promise<RedisTarget> {
  const target = parseRedisUrls(urls);
  if (target.kind !== 'node') return target;
  const client = new Redis(target.url, {
    lazyConnect: true,
    connectTimeout: probeMs,
    commandTimeout: probeMs,
    retryStrategy: () => null,
  });
  // A failure also rejects the command, which is handled below.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const isCluster = /^cluster_enabled:1\s*$/m.test(await client.info('cluster'));
    return isCluster ? clusterOf(urls) : target;
  } catch {
    return target;
  } finally {
    client.disconnect();
  }
}
