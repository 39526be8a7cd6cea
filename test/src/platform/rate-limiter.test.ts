import { afterEach, describe, expect, jest, test } from '@jest/globals';
import RedisMock from 'ioredis-mock';
import pg from 'pg';
import { pino } from 'pino';
import { createRateLimiter, type RateLimiter } from '../../../src/platform/rate-limiter.ts';
import type { RedisConnections } from '../../../src/platform/redis.ts';

const logger = pino({ level: 'silent' });
const warn = jest.spyOn(logger, 'warn').mockImplementation(() => undefined);
const info = jest.spyOn(logger, 'info').mockImplementation(() => undefined);
/** Nothing listens there. */
const noPool = () => new pg.Pool({ host: '127.0.0.1', port: 1 });

afterEach(() => {
  jest.useRealTimers();
  jest.clearAllMocks();
});

function onRedis(producer: unknown, perMinute = 2, name = 'test'): RateLimiter {
  const redis = { producer } as unknown as RedisConnections;
  return createRateLimiter(name, perMinute, { redis, pool: noPool(), logger });
}

/** Remaining counts, or `refused`. */
async function countAll(limiter: RateLimiter, subjects: string[]): Promise<(number | 'refused')[]> {
  const counts: (number | 'refused')[] = [];
  for (const subject of subjects) {
    const { allowed, remaining } = await limiter.count(subject);
    counts.push(allowed ? remaining : 'refused');
  }
  return counts;
}

describe('in Redis', () => {
  async function withRedis(use: (redis: InstanceType<typeof RedisMock>) => Promise<void>): Promise<void> {
    const redis = new RedisMock();
    await redis.ping();
    try {
      await use(redis);
    } finally {
      await redis.flushall();
      redis.disconnect();
    }
  }

  test('each subject has its own count, which all processes share', () =>
    withRedis(async (redis) => {
      const here = onRedis(redis);
      const there = onRedis(redis);
      expect(await countAll(here, ['a', 'b'])).toEqual([1, 1]);
      expect(await countAll(there, ['a', 'a'])).toEqual([0, 'refused']);
      expect(await countAll(here, ['a', 'b', 'b'])).toEqual(['refused', 0, 'refused']);
      expect(warn).not.toHaveBeenCalled();
    }));

  test('limiters of different names count apart', () =>
    withRedis(async (redis) => {
      expect(await countAll(onRedis(redis, 2, 'keys'), ['a'])).toEqual([1]);
      expect(await countAll(onRedis(redis, 2, 'refusals'), ['a'])).toEqual([1]);
    }));

  test('the count stands in the slot of the queues and ends by itself', () =>
    withRedis(async (redis) => {
      const { limit, resetMs } = await onRedis(redis).count('a');
      expect(limit).toBe(2);
      expect(resetMs).toBeGreaterThan(59_000);
      expect(await redis.keys('*')).toEqual(['{lead-followup}:limit:test:a']);
      expect(await redis.ttl('{lead-followup}:limit:test:a')).toBeGreaterThan(0);
    }));

  test('who is over the limit costs Redis nothing more', () =>
    withRedis(async (redis) => {
      const limiter = onRedis(redis, 1);
      await countAll(limiter, ['a', 'a', 'a', 'a']);
      expect(await redis.get('{lead-followup}:limit:test:a')).toBe('2');
    }));
});

describe('while the store is away, each process counts by itself', () => {
  test('when Redis is not connected', async () => {
    const limiter = onRedis({ status: 'reconnecting', defineCommand: () => undefined });
    expect(await countAll(limiter, ['a', 'a', 'a', 'b'])).toEqual([1, 0, 'refused', 1]);
    expect(warn).toHaveBeenCalledTimes(1);
  });

  test('when Redis does not answer: it is waited for a moment, and then left alone for a while', async () => {
    jest.useFakeTimers();
    const answers: ((answer: [number, number]) => void)[] = [];
    const rlflxIncr = jest.fn(() => new Promise<[number, number]>((resolve) => answers.push(resolve)));
    const limiter = onRedis({ status: 'ready', defineCommand: () => undefined, rlflxIncr });
    const first = limiter.count('a');
    await jest.advanceTimersByTimeAsync(500);
    expect(await first).toMatchObject({ allowed: true, remaining: 1 });
    expect(await countAll(limiter, ['a', 'a'])).toEqual([0, 'refused']);
    expect(rlflxIncr).toHaveBeenCalledTimes(1);

    await jest.advanceTimersByTimeAsync(1_000);
    const again = limiter.count('a');
    answers.at(-1)?.([1, 60_000]);
    expect(await again).toMatchObject({ allowed: true, remaining: 1, resetMs: 60_000 });
    expect([warn.mock.calls.length, info.mock.calls.length]).toEqual([1, 1]);
  });

  test('when PostgreSQL refuses', async () => {
    const limiter = createRateLimiter('test', 2, { redis: null, pool: noPool(), logger });
    expect(await countAll(limiter, ['a', 'a', 'a'])).toEqual([1, 0, 'refused']);
  });
});
