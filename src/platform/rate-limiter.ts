import pTimeout from 'p-timeout';
import type pg from 'pg';
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRedis,
  RateLimiterRes,
} from 'rate-limiter-flexible';
import type { Config } from './config.ts';
import type { Logger } from './logger.ts';
import type { RedisConnections } from './redis.ts';

/**
 * How long a request waits for a count at most. PostgreSQL has longer: there it waits for a free connection, which the
 * request needs in any case.
 */
const answerMs = { redis: 500, postgres: 1_000 };
/** How long a store that failed is left alone: while it is away, one request a second waits for it, not every one. */
const restMs = 1_000;
const tableName = 'rate_limit';
const refusalsPerMinute = 30;

/** Counts requests in windows of `windowSeconds`, over all processes. */
export interface RateLimiter {
  /** Counts one request. Never throws: while the store is away, each process counts by itself. */
  count(subject: string): Promise<Allowance>;
}

export interface Allowance {
  allowed: boolean;
  limit: number;
  remaining: number;
  /** Until the window ends and the count begins anew. */
  resetMs: number;
}

export const windowSeconds = 60;

/** What the API limits. */
export interface RateLimits {
  /** Requests by API key. */
  keys: RateLimiter;
  /** Requests without a valid key, by the client's address. */
  refusals: RateLimiter;
}

interface Surroundings {
  redis: RedisConnections | null;
  /** Holds the counts where there is no Redis. */
  pool: pg.Pool;
  logger: Logger;
}

export function createRateLimits(config: Config, surroundings: Surroundings): RateLimits {
  return {
    keys: createRateLimiter('keys', config.RATE_LIMIT_PER_MINUTE, surroundings),
    refusals: createRateLimiter('refusals', refusalsPerMinute, surroundings),
  };
}

/** `name` keeps its subjects apart from those of other limiters. */
export function createRateLimiter(name: string, perMinute: number, surroundings: Surroundings): RateLimiter {
  const { logger, redis } = surroundings;
  const milliseconds = redis ? answerMs.redis : answerMs.postgres;
  const shared = createStore(name, perMinute, surroundings);
  const alone = new RateLimiterMemory({ keyPrefix: name, points: perMinute, duration: windowSeconds });
  let away = false;
  let restUntil = 0;

  return {
    async count(subject) {
      if (Date.now() < restUntil) return consume(alone, subject, perMinute);
      try {
        const allowance = await pTimeout(consume(shared, subject, perMinute), { milliseconds });
        if (away) logger.info({ limiter: name }, 'requests are counted over all processes again');
        away = false;
        return allowance;
      } catch (err) {
        if (!away)
          logger.warn(
            { err, limiter: name },
            'requests are counted by this process alone: the store does not answer',
          );
        away = true;
        restUntil = Date.now() + restMs;
        return consume(alone, subject, perMinute);
      }
    },
  };
}

function createStore(name: string, perMinute: number, { redis, pool }: Surroundings): RateLimiterAbstract {
  const limits = {
    points: perMinute,
    duration: windowSeconds,
    // Whoever is over the limit is refused from memory until the window ends, and costs the store nothing more.
    inMemoryBlockOnConsumed: perMinute + 1,
  };
  return redis
    ? new RateLimiterRedis({
        ...limits,
        storeClient: redis.producer,
        keyPrefix: `{lead-followup}:limit:${name}`,
        rejectIfRedisNotReady: true,
      })
    : new RateLimiterPostgres({
        ...limits,
        storeClient: pool,
        keyPrefix: name,
        tableName,
        tableCreated: true,
      });
}

async function consume(limiter: RateLimiterAbstract, subject: string, limit: number): Promise<Allowance> {
  const [allowed, count] = await limiter.consume(subject).then(
    (within) => [true, within] as const,
    (reason: unknown) => {
      // Over the limit the library rejects with the count; anything else is a failure of the store.
      if (reason instanceof RateLimiterRes) return [false, reason] as const;
      throw reason;
    },
  );
  return { allowed, limit, remaining: count.remainingPoints, resetMs: count.msBeforeNext };
}
