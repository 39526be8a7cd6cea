import { describe } from '@jest/globals';
import { createTestRedis, redisAvailable } from './test-redis.ts';

export interface OpenQueueBackend {
  /** As REDIS_URL: undefined means the queue in PostgreSQL. */
  redisUrl: string | undefined;
  close(): Promise<void>;
}

export interface QueueBackend {
  name: 'postgres' | 'redis';
  open(): Promise<OpenQueueBackend>;
}

const postgres: QueueBackend = {
  name: 'postgres',
  async open() {
    return { redisUrl: undefined, close: () => Promise.resolve() };
  },
};

const redis: QueueBackend = {
  name: 'redis',
  async open() {
    const database = await createTestRedis();
    if (!database) throw new Error('this run has no Redis');
    return { redisUrl: database.url, close: () => database.close() };
  },
};

/** Defines the same tests for the queue in PostgreSQL and for the queue in Redis, which is skipped where there is none. */
export function describeEachQueueBackend(title: string, define: (backend: QueueBackend) => void): void {
  describe(`${title}, queue in PostgreSQL`, () => define(postgres));
  const describeRedis = redisAvailable() ? describe : describe.skip;
  describeRedis(`${title}, queue in Redis`, () => define(redis));
}
