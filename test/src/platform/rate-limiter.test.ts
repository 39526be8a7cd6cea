import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { pino } from 'pino';
import { createRateLimiter, type RateLimiter } from '../../../src/platform/rate-limiter.ts';
import { createRedisConnections, type RedisConnections } from '../../../src/platform/redis.ts';
import { startTcpGate, type TcpGate } from '../../harness/tcp-gate.ts';
import { createTestRedis, redisAvailable } from '../../harness/test-redis.ts';

const releasers: (() => Promise<unknown>)[] = [];
/** Messages of the log, with their level. */
let lines: { level: number; msg: string }[] = [];
const logger = pino({ level: 'debug' }, { write: (line) => lines.push(JSON.parse(line)) });
const logged = (words: RegExp) => lines.filter(({ msg }) => words.test(msg)).length;
const storeUnavailable = /store is unavailable: each process counts by itself/;
const back = /shared rate limit store is available again/;
/** Nothing listens there. */
const noPool = () => new pg.Pool({ host: '127.0.0.1', port: 1 });

beforeEach(() => {
  lines = [];
});

afterEach(async () => {
  for (const release of releasers.splice(0).reverse()) await release();
});

async function connect(url: string): Promise<RedisConnections> {
  const redis = createRedisConnections([url], pino({ level: 'silent' }));
  releasers.push(() => redis.close());
  await redis.consumer.ping();
  await until(() => redis.producer.status === 'ready');
  return redis;
}

async function openRedis(): Promise<{ redis: RedisConnections; gate: TcpGate }> {
  const database = await createTestRedis();
  if (!database) throw new Error('this run has no Redis');
  releasers.push(() => database.close());
  const gate = await startTcpGate(database.url);
  releasers.push(() => gate.close());
  return { redis: await connect(gate.url), gate };
}

function limiterOn(redis: RedisConnections, perMinute = 2, name = 'test'): RateLimiter {
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

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20));
}

const describeWithRedis = redisAvailable() ? describe : describe.skip;

describeWithRedis('in Redis', () => {
  test('each subject has its own count, which all processes share', async () => {
    const { redis } = await openRedis();
    const here = limiterOn(redis);
    const there = limiterOn(redis);
    expect(await countAll(here, ['a', 'b'])).toEqual([1, 1]);
    expect(await countAll(there, ['a', 'a'])).toEqual([0, 'refused']);
    expect(await countAll(here, ['a', 'b', 'b'])).toEqual(['refused', 0, 'refused']);
    expect(logged(storeUnavailable)).toBe(0);
  });

  test('limiters of different names count apart', async () => {
    const { redis } = await openRedis();
    expect(await countAll(limiterOn(redis, 2, 'keys'), ['a'])).toEqual([1]);
    expect(await countAll(limiterOn(redis, 2, 'refusals'), ['a'])).toEqual([1]);
  });

  test('the count stands in the slot of the queues and expires', async () => {
    const { redis } = await openRedis();
    const { limit, resetMs } = await limiterOn(redis).count('a');
    expect(limit).toBe(2);
    expect(resetMs).toBeGreaterThan(0);
    expect(await redis.consumer.keys('*')).toEqual(['{lead-followup}:limit:test:a']);
    expect(await redis.consumer.ttl('{lead-followup}:limit:test:a')).toBeGreaterThan(0);
  });

  test('a subject over the limit costs Redis no further command', async () => {
    const { redis } = await openRedis();
    await countAll(limiterOn(redis, 1), ['a', 'a', 'a', 'a']);
    expect(await redis.consumer.get('{lead-followup}:limit:test:a')).toBe('2');
  });
});

describeWithRedis('while Redis is unavailable, each process counts by itself', () => {
  test('when Redis is not connected', async () => {
    const { redis, gate } = await openRedis();
    gate.shut();
    await gate.waitForRefusals(1);
    expect(await countAll(limiterOn(redis), ['a', 'a', 'a', 'b'])).toEqual([1, 0, 'refused', 1]);
    expect(logged(storeUnavailable)).toBe(1);
  });

  test('when Redis does not answer, and over all processes again once it does', async () => {
    const { redis, gate } = await openRedis();
    const limiter = limiterOn(redis);
    gate.stall();
    expect(await countAll(limiter, ['a', 'a', 'a'])).toEqual([1, 0, 'refused']);
    expect(logged(storeUnavailable)).toBe(1);

    gate.flow();
    await until(async () => {
      await limiter.count('b');
      return logged(back) > 0;
    });
    expect(await redis.consumer.exists('{lead-followup}:limit:test:b')).toBe(1);
  });
});

test('while PostgreSQL refuses, each process counts by itself', async () => {
  const limiter = createRateLimiter('test', 2, { redis: null, pool: noPool(), logger });
  expect(await countAll(limiter, ['a', 'a', 'a'])).toEqual([1, 0, 'refused']);
});
