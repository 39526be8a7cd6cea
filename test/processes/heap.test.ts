import { expect, test } from '@jest/globals';
import { loadDemoData } from '../../prisma/demo-data.ts';
import { documentedExample, leadFollowUpPath } from '../../src/contract/documented-example.ts';
import { bearableConcurrency } from '../../workers/bearable-concurrency.ts';
import { startModelServer } from '../harness/model-server.ts';
import { runScript } from '../harness/run-script.ts';
import { startService } from '../harness/start-service.ts';
import { createTestDatabase } from '../harness/test-database.ts';
import { until } from '../harness/until.ts';

const mib = 1024 * 1024;

test.each([
  ['a heap of 4 GiB bears the default', 4_096, { MODEL_CONCURRENCY: 50, FACTS_MAX_CHARACTERS: 60_000 }, 50],
  [
    'a heap of 512 MiB bears fewer than 1,000',
    512,
    { MODEL_CONCURRENCY: 1_000, FACTS_MAX_CHARACTERS: 60_000 },
    173,
  ],
  ['short facts leave room for more', 512, { MODEL_CONCURRENCY: 1_000, FACTS_MAX_CHARACTERS: 10_000 }, 674],
  ['one job always runs', 100, { MODEL_CONCURRENCY: 50, FACTS_MAX_CHARACTERS: 1_000_000 }, 1],
])('%s', (_what, heapMiB, limits, jobs) => {
  expect(bearableConcurrency(limits, heapMiB * mib)).toBe(jobs);
});

test('a worker with a small heap takes no more jobs than it bears, and says so', async () => {
  const database = await createTestDatabase();
  const model = await startModelServer();
  model.respond({ kind: 'hang' });
  const api = await startService({ workers: false, databaseUrl: database.url });
  await loadDemoData(api.services.database, api.services.secrets);
  const workers = runScript('workers/main.ts', {
    SECRETS_KEY: Buffer.alloc(32, 7).toString('base64'),
    ADMIN_KEY: 'the-operators-key-of-the-tests-01',
    DATABASE_URL: database.url,
    REDIS_URL: undefined,
    OPENAI_BASE_URL: model.baseUrl,
    NODE_OPTIONS: '--max-old-space-size=300',
    FACTS_MAX_CHARACTERS: '1000000',
    SHUTDOWN_GRACE_MS: '100',
  });
  const [line = ''] = await workers.waitForOutput(/^.*MODEL_CONCURRENCY is lowered.*$/m);
  const { level, configured, used } = JSON.parse(line) as { level: string; configured: number; used: number };
  expect({ level, configured }).toEqual({ level: 'warn', configured: 50 });
  expect(line).toContain('--max-old-space-size');
  expect(used).toBeGreaterThan(1);
  expect(used).toBeLessThan(10);

  for (let sent = 0; sent < used + 3; sent += 1) {
    expect((await api.request('POST', leadFollowUpPath, { body: documentedExample })).status).toBe(202);
  }
  await model.waitForRequests(used);
  await until(async () => {
    const [sales] = await api.services.queues.readState();
    return sales?.counts.active === used && sales.counts.waiting === 3;
  });
  expect(model.requests).toHaveLength(used);

  workers.kill('SIGTERM');
  expect((await workers.exited).code).toBe(0);
  await api.close();
  await model.close();
  await database.drop();
});
