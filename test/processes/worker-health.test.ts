import { expect, test } from '@jest/globals';
import { migrate } from '../../src/platform/migrate.ts';
import { queuePolicies } from '../../src/platform/queues/queue-policies.ts';
import { startRedisWith } from '../harness/redis-server.ts';
import { runScript } from '../harness/run-script.ts';
import { createTemporaryFolder } from '../harness/temporary-folder.ts';
import { createTestDatabase } from '../harness/test-database.ts';
import { redisAvailable } from '../harness/test-redis.ts';
import { until } from '../harness/until.ts';

interface Health {
  dependencies: { queue: { reason: string } };
}

const ifRedis = redisAvailable() ? test : test.skip;

ifRedis('a worker process tells whether it lives, and what keeps it from working', async () => {
  const database = await createTestDatabase();
  await migrate(database.url);
  const redis = await startRedisWith(await createTemporaryFolder());
  const workers = runScript('workers/main.ts', {
    SECRETS_KEY: Buffer.alloc(32, 7).toString('base64'),
    ADMIN_KEY: 'the-operators-key-of-the-tests-01',
    DATABASE_URL: database.url,
    REDIS_URL: redis?.url,
    WORKER_HEALTH_PORT: '0',
    // Without Redis, workers cannot close in order.
    SHUTDOWN_GRACE_MS: '100',
  });
  const [, port] = await workers.waitForOutput(/"port":(\d+),"msg":"serving the health of the workers"/);
  const ask = async (path: string) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`);
    return { status: answer.status, body: (await answer.json()) as Health };
  };
  const answers = (path: string, status: number) => until(async () => (await ask(path)).status === status);

  await answers('/health/ready', 200);
  expect((await ask('/health/live')).body).toEqual({
    status: 'ok',
    loops: Object.fromEntries(Object.keys(queuePolicies).map((queue) => [queue, 'running'])),
  });
  expect((await fetch(`http://127.0.0.1:${port}/metrics`)).status).toBe(404);

  await redis?.stop();
  await answers('/health/ready', 503);
  const { body } = await ask('/health/ready');
  expect(body).toMatchObject({
    status: 'unavailable',
    dependencies: { database: { status: 'ok' }, queue: { status: 'unavailable', backend: 'redis' } },
  });
  expect(body.dependencies.queue.reason).toMatch(/\S/);
  expect((await ask('/health/live')).status).toBe(200);

  workers.kill('SIGTERM');
  expect((await workers.exited).code).toBe(0);
  await database.drop();
});

test('a worker that stops taking jobs ends its process with code 1', async () => {
  const { exited, output } = runScript('test/harness/ending-worker.ts');
  expect(await exited).toEqual({ code: 1, signal: null });
  expect(output()).toContain('an uncaught error ends the process');
  expect(output()).toContain('closed');
});
