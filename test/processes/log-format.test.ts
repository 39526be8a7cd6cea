import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type RedisServer, startRedisWith } from '../harness/redis-server.ts';
import { runScript } from '../harness/run-script.ts';
import { createTemporaryFolder } from '../harness/temporary-folder.ts';
import { createTestDatabase, type TestDatabase } from '../harness/test-database.ts';
import { redisAvailable } from '../harness/test-redis.ts';

interface Line {
  level: string;
  time: string;
  role: string;
  msg: string;
  source?: string;
}

const describeRedis = redisAvailable() ? describe : describe.skip;

describeRedis('with a Redis that BullMQ complains about', () => {
  let database: TestDatabase;
  let redis: RedisServer;

  beforeAll(async () => {
    database = await createTestDatabase();
    const settings = { appendonly: 'yes', 'maxmemory-policy': 'allkeys-lru' };
    redis = (await startRedisWith(await createTemporaryFolder(), settings)) as RedisServer;
  });

  afterAll(async () => {
    await redis.stop();
    await database.drop();
  });

  const environment = () => ({
    SECRETS_KEY: Buffer.alloc(32, 7).toString('base64'),
    ADMIN_KEY: 'the-operators-key-of-the-tests-01',
    DATABASE_URL: database.url,
    REDIS_URL: redis.url,
  });

  /** Everything that a process prints from start to stop. Fails if a line is not one of the log. */
  async function linesOf(file: string, started: RegExp): Promise<Line[]> {
    const running = runScript(file, environment());
    await running.waitForOutput(started);
    await running.waitForOutput(/maxmemory-policy/);
    running.kill('SIGTERM');
    expect(await running.exited).toEqual({ code: 0, signal: null });
    const lines = running.output().trimEnd().split('\n');
    const parsed = lines.map((line) => JSON.parse(line) as Line);
    for (const line of parsed) {
      expect(line).toMatchObject({
        level: expect.any(String),
        time: expect.any(String),
        msg: expect.any(String),
      });
    }
    return parsed;
  }

  test.each([
    ['api/main.ts', /API listening/],
    ['workers/main.ts', /workers started/],
  ])('every line of %s is one of the log, and one of them is about eviction', async (file, started) => {
    const lines = await linesOf(file, started);
    expect(lines.filter(({ msg }) => /evict/i.test(msg)).map(({ level, msg }) => [level, msg])).toEqual([
      ['warn', expect.stringContaining('set maxmemory-policy to noeviction')],
    ]);
    expect(lines.at(-1)?.msg).toMatch(/^SIGTERM received/);
  });

  test('what a library prints is logged once, without its data, and so are warnings of Node', async () => {
    const lines = await linesOf('test/harness/talking-worker.ts', /workers started/);
    expect(lines.filter(({ source }) => source === 'library')).toEqual([
      expect.objectContaining({ level: 'info', msg: 'a library is ready' }),
      expect.objectContaining({
        level: 'error',
        msg: 'a job failed',
        err: expect.objectContaining({ type: 'TypeError' }),
      }),
      expect.objectContaining({ level: 'warn', msg: 'DeprecationWarning: do not use this' }),
    ]);
    expect(JSON.stringify(lines)).not.toContain('ada@shop.example');
  });
});
