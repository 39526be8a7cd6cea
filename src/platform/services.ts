import { startOfflineWriter } from '../offline-writer/start-offline-writer.ts';
import { type AddressHashes, createAddressHashes } from './address-hashes.ts';
import { checkRedisSettings } from './check-redis-settings.ts';
import { type Clock, createClock } from './clock.ts';
import { withClosables } from './closables.ts';
import { type Config, directDatabaseUrl, usesOfflineWriter } from './config.ts';
import { createDatabase, type Database } from './database.ts';
import { createFollowUpWatch, type FollowUpWatch } from './follow-up-watch.ts';
import { createFollowUpsInFlight, type FollowUpsInFlight } from './follow-ups-in-flight.ts';
import { createHealthCheck, type Health } from './health.ts';
import { createKeyWatch, type KeyWatch } from './key-watch.ts';
import { createLogger, type Logger } from './logger.ts';
import { createMetrics, type Metrics } from './metrics/metrics.ts';
import { createMetricsPage } from './metrics/state-metrics.ts';
import { createModelClient, type ModelClient } from './model/model-client.ts';
import { createModelLimits } from './model/model-limits.ts';
import { createPriceList, type PriceList } from './model/prices.ts';
import { createPipelineSql, type PipelineSql } from './pipeline-sql/pipeline-sql.ts';
import { createQueues, type Queues } from './queues/queues.ts';
import { createRateLimits, type RateLimits } from './rate-limiter.ts';
import { createRedisConnections, findRedisTarget } from './redis.ts';
import { createSecrets, type Secrets } from './secrets.ts';
import { createSecretsHealth, type SecretsHealth } from './secrets-health.ts';
import { createSignals, type Signals } from './signals.ts';
import { createSlots, type Slots } from './slots.ts';
import { noTracing, type Tracing } from './tracing/tracing.ts';
import { createWebhookLimits, type WebhookLimits } from './webhook-limits.ts';

/** Everything the use cases need from outside. Built once per process and passed on. */
export interface Services {
  config: Config;
  logger: Logger;
  /** The time by which sequences run. */
  clock: Clock;
  database: Database;
  pipeline: PipelineSql;
  secrets: Secrets;
  secretsHealth: SecretsHealth;
  addressHashes: AddressHashes;
  signals: Signals;
  followUpWatch: FollowUpWatch;
  keyWatch: KeyWatch;
  queues: Queues;
  model: ModelClient;
  prices: PriceList;
  rateLimits: RateLimits;
  webhookLimits: WebhookLimits;
  followUpsInFlight: FollowUpsInFlight;
  metrics: Metrics;
  tracing: Tracing;
  /** Renders the metrics of this process and of the installation. */
  metricsPage: () => Promise<string>;
  /** Checks the dependencies. Answers within a second share one check. */
  checkHealth: () => Promise<Health>;
  /** Limits open event streams and waits. */
  openStreams: Slots;
  /** Closes everything, in reverse order of creation. */
  close(): Promise<void>;
}

/** Creates the services. If one cannot be created, those before it are closed again. */
export function createServices(
  config: Config,
  logger: Logger = createLogger(config),
  tracing: Tracing = noTracing,
): Promise<Services> {
  return withClosables(async (hold) => {
    const { DATABASE_URL: databaseUrl, REDIS_URL: redisNodes } = config;
    const directUrl = directDatabaseUrl(config);
    const database = hold(
      createDatabase(databaseUrl, logger, {
        connections: config.DATABASE_CONNECTIONS,
        directUrl: config.DIRECT_DATABASE_URL,
      }),
    );
    const pipeline = hold(createPipelineSql(database, logger));
    const secrets = createSecrets(config.SECRETS_KEY);
    const redis = redisNodes
      ? hold(createRedisConnections(redisNodes, logger, await findRedisTarget(redisNodes)))
      : null;
    if (redis) void checkRedisSettings(redis.producer, logger);
    const signals = hold(createSignals(directUrl, database.pool, redis, logger));
    const followUpWatch = hold(createFollowUpWatch(database, signals, logger));
    const keyWatch = hold(createKeyWatch(database, signals, logger));
    const queues = hold(createQueues(directUrl, database.pool, redis, logger));
    const shared = { redis, pool: database.pool, logger };
    const rateLimits = createRateLimits(config, shared);
    const baseUrl = usesOfflineWriter(config)
      ? hold(await startOfflineWriter()).baseUrl
      : config.OPENAI_BASE_URL;
    const limits = createModelLimits(
      { baseUrl, requestsPerMinute: config.MODEL_REQUESTS_PER_MINUTE },
      shared,
    );
    const model = hold(
      createModelClient(
        {
          apiKey: config.OPENAI_API_KEY,
          baseUrl,
          concurrency: config.MODEL_CONCURRENCY,
          timeoutMs: config.MODEL_TIMEOUT_MS,
        },
        { limits, logger },
      ),
    );
    const secretsHealth = createSecretsHealth(database, secrets, logger);
    const metrics = createMetrics(config);
    const clock = createClock();
    return {
      config,
      logger,
      clock,
      database,
      pipeline,
      secrets,
      secretsHealth,
      addressHashes: createAddressHashes(database, secrets),
      signals,
      followUpWatch,
      keyWatch,
      queues,
      model,
      prices: createPriceList(config.MODEL_PRICES),
      rateLimits,
      webhookLimits: createWebhookLimits(config),
      followUpsInFlight: createFollowUpsInFlight(database),
      metrics,
      tracing,
      metricsPage: createMetricsPage({ database, queues, metrics, logger, clock }),
      checkHealth: createHealthCheck({ database, queues, secretsHealth }),
      openStreams: createSlots(config.ORGANISATION_OPEN_STREAMS),
    };
  });
}
