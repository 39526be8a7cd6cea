import pTimeout from 'p-timeout';
import type pg from 'pg';
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRedis,
} from 'rate-limiter-flexible';
import type { Logger } from './logger.ts';
import type { RedisConnections } from './redis.ts';

/**
 * Time limit for one answer of the store. It is longer for PostgreSQL, where the query may have to wait for a free
 * connection, which the caller needs anyway.
 */
const answerMs = { redis: 500, postgres: 1_000 };
/** How long to wait before a failed store is tried again. During an outage, only one request per second is delayed. */
const retryMs = 1_000;
const tableName = 'rate_limit';

/** Where the counts are stored: in Redis if there is one, else in PostgreSQL. */
export interface SharedStore {
  redis: RedisConnections | null;
  /** Used if there is no Redis. */
  pool: pg.Pool;
  logger: Logger;
}

export interface Limits {
  points: number;
  /** In seconds. */
  duration: number;
  inMemoryBlockOnConsumed?: number;
}

/**
 * Asks the limiter that all processes share. While its store is unavailable, each process uses a limiter of its own,
 * so that the service keeps working.
 */
export type AskLimiter = <Answer>(
  question: (limiter: RateLimiterAbstract) => Promise<Answer>,
) => Promise<Answer>;

/** @param name prefix of the limiter's keys; unique among limiters */
export function createSharedLimiter(name: string, limits: Limits, store: SharedStore): AskLimiter {
  const { logger, redis } = store;
  const milliseconds = redis ? answerMs.redis : answerMs.postgres;
  const shared = createStore(name, limits, store);
  const ownLimiter = new RateLimiterMemory({
    keyPrefix: name,
    points: limits.points,
    duration: limits.duration,
  });
  let isUnavailable = false;
  let retryAt = 0;

  return async (question) => {
    if (Date.now() < retryAt) return question(ownLimiter);
    try {
      const answer = await pTimeout(question(shared), { milliseconds });
      if (isUnavailable) logger.debug({ limiter: name }, 'the shared rate limit store is available again');
      isUnavailable = false;
      return answer;
    } catch (err) {
      if (!isUnavailable) {
        logger.debug(
          { err, limiter: name },
          'the shared rate limit store is unavailable: each process counts by itself',
        );
      }
      isUnavailable = true;
      retryAt = Date.now() + retryMs;
      return question(ownLimiter);
    }
  };
}

function createStore(name: string, limits: Limits, { redis, pool }: SharedStore): RateLimiterAbstract {
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
