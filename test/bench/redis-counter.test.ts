import { describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { startRedisCounter } from '../../bench/redis-counter.ts';
import { createTestRedis, redisAvailable } from '../harness/test-redis.ts';

const describeWithRedis = redisAvailable() ? describe : describe.skip;

describeWithRedis('the counter of what goes to Redis', () => {
  test('counts commands, and what is sent without waiting as one round trip', async () => {
    const database = await createTestRedis();
    const counter = await startRedisCounter(database?.url ?? '');
    const redis = new Redis(counter.url, { enableReadyCheck: false });
    await redis.ping();
    const before = counter.counts();

    await redis.set('key', 'x'.repeat(200_000));
    await redis.get('key');
    await redis.pipeline().get('key').incr('count').del('key').exec();

    const { commands, roundTrips } = counter.counts();
    expect({ commands: commands - before.commands, roundTrips: roundTrips - before.roundTrips }).toEqual({
      commands: 5,
      roundTrips: 3,
    });
    redis.disconnect();
    await counter.close();
    await database?.close();
  });
});
