import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { pino } from 'pino';
import { ModelError } from '../../../../src/platform/model/model-error.ts';
import { createModelLimits, type ModelLimits } from '../../../../src/platform/model/model-limits.ts';
import { createRedisConnections, type RedisConnections } from '../../../../src/platform/redis.ts';
import { describeEachQueueBackend, type OpenQueueBackend } from '../../../harness/queue-backends.ts';
import { createTestDatabase, type TestDatabase } from '../../../harness/test-database.ts';
import { until } from '../../../harness/until.ts';

const logger = pino({ level: 'silent' });

/** How long the next call has to wait; 0 when it may be made. */
async function waitMs(limits: ModelLimits): Promise<number> {
  const error = await limits.admit().then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error === null) return 0;
  if (!(error instanceof ModelError)) throw error;
  expect(error).toMatchObject({ code: 'MODEL_RATE_LIMITED', permanent: false, sent: false });
  return error.retryAfterMs ?? Number.NaN;
}

describeEachQueueBackend('the limits of model calls', (backend) => {
  let queue: OpenQueueBackend;
  let database: TestDatabase;
  let pool: pg.Pool;
  let redis: RedisConnections | null;

  beforeAll(async () => {
    queue = await backend.open();
    database = await createTestDatabase();
    pool = new pg.Pool({ connectionString: database.url });
    redis = queue.redisUrl ? createRedisConnections([queue.redisUrl], logger) : null;
    await redis?.consumer.ping();
    await until(async () => !redis || redis.producer.status === 'ready');
  });

  afterAll(async () => {
    await redis?.close();
    await pool.end();
    await database.drop();
    await queue.close();
  });

  /** As another process has them. */
  const limitsOf = (provider: string, requestsPerMinute?: number) =>
    createModelLimits({ baseUrl: provider, requestsPerMinute }, { redis, pool, logger });

  test('a pause that one process was asked for is kept by all, and by no caller of another provider', async () => {
    const here = limitsOf('http://a');
    const there = limitsOf('http://a');
    expect(await waitMs(there)).toBe(0);
    await here.pause(30_000);
    for (const limits of [here, there, limitsOf('http://a')]) {
      expect(await waitMs(limits)).toBeGreaterThan(20_000);
    }
    expect(await waitMs(limitsOf('http://b'))).toBe(0);
  });

  test('a shorter pause does not end a longer one, a longer one goes on after a shorter', async () => {
    const limits = limitsOf('http://c');
    await limits.pause(30_000);
    await limits.pause(1_000);
    expect(await waitMs(limitsOf('http://c'))).toBeGreaterThan(20_000);
    await limits.pause(90_000);
    expect(await waitMs(limitsOf('http://c'))).toBeGreaterThan(80_000);
  });

  test('requests a minute are counted over all processes; who is over is spread over the minutes to come', async () => {
    const here = limitsOf('http://d', 4);
    const there = limitsOf('http://d', 4);
    const first = [await waitMs(here), await waitMs(there), await waitMs(here), await waitMs(there)];
    expect(first).toEqual([0, 0, 0, 0]);
    // One after the other: a crowd on a slow machine would take the store for away.
    const waits: number[] = [];
    for (let n = 0; n < 20; n++) waits.push(await waitMs(n % 2 ? here : there));
    expect(Math.min(...waits)).toBeGreaterThan(0);
    expect(Math.max(...waits)).toBeLessThanOrEqual(600_000);
    expect(waits.filter((wait) => wait > 60_000).length).toBeGreaterThan(5);
    expect(await waitMs(limitsOf('http://e', 4))).toBe(0);
  });
});

test('while the store is away calls go on, and each process keeps the pause that it was asked for', async () => {
  const pool = new pg.Pool({ host: '127.0.0.1', port: 1 });
  const limitsOf = () =>
    createModelLimits({ baseUrl: 'http://a', requestsPerMinute: 1 }, { redis: null, pool, logger });
  const here = limitsOf();
  expect(await waitMs(here)).toBe(0);
  expect(await waitMs(here)).toBeGreaterThan(0);
  await here.pause(30_000);
  expect(await waitMs(here)).toBeGreaterThan(20_000);
  expect(await waitMs(limitsOf())).toBe(0);
});
