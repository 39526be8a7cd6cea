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
 * How long a question waits for its answer at most. PostgreSQL has longer: there it waits for a free connection, which
 * whoever asks needs in any case.
 */
const answerMs = { redis: 500, postgres: 1_000 };
/** How long a store that failed is left alone: while it is away, one question a second waits for it, not every one. */
const restMs = 1_000;
const tableName = 'rate_limit';

export interface Surroundings {
  redis: RedisConnections | null;
  /** Holds the counts where there is no Redis. */
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
 * Asks the limiter that all processes share. Never fails for want of the store: while that is away, each process is
 * asked by itself, since its outage must not become one of the service.
 */
export type AskLimiter = <Answer>(
  question: (limiter: RateLimiterAbstract) => Promise<Answer>,
) => Promise<Answer>;

/** `name` keeps its keys apart from those of other limiters. */
export function createSharedLimiter(name: string, limits: Limits, surroundings: Surroundings): AskLimiter {
  const { logger, redis } = surroundings;
  const milliseconds = redis ? answerMs.redis : answerMs.postgres;
  const shared = createStore(name, limits, surroundings);
  const alone = new RateLimiterMemory({ keyPrefix: name, points: limits.points, duration: limits.duration });
  let away = false;
  let restUntil = 0;

  return async (question) => {
    if (Date.now() < restUntil) return question(alone);
    try {
      const answer = await pTimeout(question(shared), { milliseconds });
      if (away) logger.info({ limiter: name }, 'a limit holds over all processes again');
      away = false;
      return answer;
    } catch (err) {
      if (!away) {
        logger.warn(
          { err, limiter: name },
          'a limit holds for this process alone: the store does not answer',
        );
      }
      away = true;
      restUntil = Date.now() + restMs;
      return question(alone);
    }
  };
}

function createStore(name: string, limits: Limits, { redis, pool }: Surroundings): RateLimiterAbstract {
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
