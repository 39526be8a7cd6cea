import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { loadDemoData } from '../../prisma/demo-data.ts';
import { documentedExample, leadFollowUpPath } from '../../src/contract/documented-example.ts';
import { type ModelServer, startModelServer } from '../harness/model-server.ts';
import type { TestProcess } from '../harness/processes.ts';
import { runScript } from '../harness/run-script.ts';
import { startService, type TestService } from '../harness/start-service.ts';
import { createTestDatabase, type TestDatabase } from '../harness/test-database.ts';
import { until } from '../harness/until.ts';

let database: TestDatabase;
let model: ModelServer;
let service: TestService;

beforeAll(async () => {
  database = await createTestDatabase();
  model = await startModelServer();
  service = await startService({ databaseUrl: database.url, workers: false });
  await loadDemoData(service.services.database, service.services.secrets);
});

afterAll(async () => {
  await service.close();
  await model.close();
  await database.drop();
});

function startWorker(): TestProcess {
  return runScript('test/harness/quick-worker.ts', {
    DATABASE_URL: database.url,
    OPENAI_BASE_URL: model.baseUrl,
    SECRETS_KEY: service.services.config.SECRETS_KEY.map((key) => key.toString('base64')).join(),
    ADMIN_KEY: service.services.config.ADMIN_KEY,
    LOG_FORMAT: 'json',
    SHUTDOWN_GRACE_MS: '0',
    SWEEP_INTERVAL_MS: '200',
  });
}

/** Starts a worker, and signals it while the model keeps it waiting. */
async function stopDuringCall(signal: NodeJS.Signals) {
  const calls = model.requests.length;
  const worker = startWorker();
  await model.waitForRequests(calls + 1);
  worker.kill(signal);
  return worker.exited;
}

const accept = async () =>
  (await service.request('POST', leadFollowUpPath, { body: documentedExample })).body.data;

async function endOf({ self }: { self: string }) {
  const read = async () => (await service.request('GET', self)).body.data;
  await until(async () => (await read()).finished_at !== null, 60_000, 100);
  return read();
}

test('a phase during which three workers were killed is set aside, and the follow-up fails', async () => {
  model.respond({ kind: 'hang' });
  const { urls } = await accept();
  for (let deaths = 0; deaths < 3; deaths += 1) {
    expect(await stopDuringCall('SIGKILL')).toEqual({ code: null, signal: 'SIGKILL' });
  }
  const calls = model.requests.length;
  const worker = startWorker();
  await worker.waitForOutput(/a phase was set aside/, 60_000);
  expect(await endOf(urls)).toMatchObject({
    status: 'failed',
    error: { code: 'SALES_COMMAND_FAILED', details: { reason: 'PROCESS_DIED' } },
  });
  expect(model.requests.length).toBe(calls);
  worker.kill();
  expect((await worker.exited).code).toBe(0);
}, 180_000);

test('a phase that workers handed back at SIGTERM, more often than three times, completes', async () => {
  model.respond({ kind: 'hang' });
  const { urls } = await accept();
  for (let stops = 0; stops < 4; stops += 1) {
    expect(await stopDuringCall('SIGTERM')).toEqual({ code: 0, signal: null });
  }
  model.respond(undefined);
  const worker = startWorker();
  expect(await endOf(urls)).toMatchObject({ status: 'completed' });
  worker.kill();
  expect((await worker.exited).code).toBe(0);
}, 180_000);
