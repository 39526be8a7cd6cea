import { describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { describeEachQueueBackend } from './queue-backends.ts';
import { createTestRedis, redisAvailable, type TestRedis } from './test-redis.ts';

const describeRedis = redisAvailable() ? describe : describe.skip;

async function openRedis(): Promise<TestRedis> {
  const redis = await createTestRedis();
  if (!redis) throw new Error('this run has no Redis');
  return redis;
}

function connectTo(url: string): Redis {
  const redis = new Redis(url, { retryStrategy: () => null });
  redis.on('error', () => undefined);
  return redis;
}

describeRedis('a test Redis', () => {
  test('is empty, and apart from others', async () => {
    const [one, other] = await Promise.all([openRedis(), openRedis()]);
    expect(one.url).not.toBe(other.url);
    const inOne = connectTo(one.url);
    const inOther = connectTo(other.url);
    await inOne.set('key', 'value');
    expect(await inOther.dbsize()).toBe(0);
    await Promise.all([inOne.quit(), inOther.quit()]);
    await Promise.all([one.close(), one.close(), other.close()]);
  });

  test('keeps jobs rather than evict them, in memory alone', async () => {
    const redis = await openRedis();
    const client = connectTo(redis.url);
    expect(await client.config('GET', 'maxmemory-policy')).toEqual(['maxmemory-policy', 'noeviction']);
    expect(await client.config('GET', 'appendonly')).toEqual(['appendonly', 'no']);
    await client.quit();
    await redis.close();
  });

  test('fails the test that leaves a connection open, which is ended', async () => {
    const redis = await openRedis();
    const client = connectTo(redis.url);
    const ended = new Promise((resolve) => client.once('end', resolve));
    await client.set('left', 'behind');
    await expect(redis.close()).rejects.toThrow('the test left 1 Redis connection(s) open:\n  id=');
    await ended;
  });
});

const opened: string[] = [];
describeEachQueueBackend('a queue', (backend) => {
  test(`is opened and closed, ${backend.name}`, async () => {
    const queue = await backend.open();
    expect(typeof queue.redisUrl).toBe(backend.name === 'redis' ? 'string' : 'undefined');
    opened.push(backend.name);
    await queue.close();
  });
});

test('each queue that this run has is tested', () => {
  expect(opened).toEqual(redisAvailable() ? ['postgres', 'redis'] : ['postgres']);
});
