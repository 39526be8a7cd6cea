import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { demoKey, loadDemoData } from '../../prisma/demo-data.ts';
import { documentedExample, leadFollowUpPath } from '../../src/contract/documented-example.ts';
import { createDatabase, type Database } from '../../src/platform/database.ts';
import { createLogger } from '../../src/platform/logger.ts';
import { createSecrets } from '../../src/platform/secrets.ts';
import { type DnsServer, startDnsServer } from '../harness/dns-server.ts';
import type { TestProcess } from '../harness/processes.ts';
import { runScript } from '../harness/run-script.ts';
import { createTestDatabase, type TestDatabase } from '../harness/test-database.ts';
import { until } from '../harness/until.ts';

const secretsKey = Buffer.alloc(32, 7);
const inTurn = [['10.0.0.1'], ['93.184.216.34', '127.0.0.1'], ['169.254.169.254'], ['127.0.0.1']];
let turn = 0;

let testDatabase: TestDatabase;
let database: Database;
let dns: DnsServer;
let api: TestProcess;
let url: string;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = createDatabase(testDatabase.url, createLogger({ LOG_LEVEL: 'silent', LOG_FORMAT: 'json' }));
  await loadDemoData(database, createSecrets([secretsKey]));
  dns = await startDnsServer((name) => {
    if (name.startsWith('turns.')) return inTurn[turn++ % inTurn.length] ?? [];
    if (name.startsWith('silent.')) return 'silent';
    return 'alias';
  });
  api = startServer('api/main.ts');
  url = (await api.waitForOutput(/"url":"(http[^"]+)"/, 60_000))[1] ?? '';
}, 90_000);

afterAll(async () => {
  api?.kill();
  await api?.exited;
  await database.close();
  await dns.close();
  await testDatabase.drop();
});

function startServer(entryPoint: string, settings: Record<string, string> = {}): TestProcess {
  const env = {
    DNS_SERVER: dns.address,
    DATABASE_URL: testDatabase.url,
    SECRETS_KEY: secretsKey.toString('base64'),
    ADMIN_KEY: '0123456789abcdef0123456789abcdef',
    LOG_LEVEL: 'info',
    LOG_FORMAT: 'json',
    SWEEP_INTERVAL_MS: '200',
    WEBHOOK_TIMEOUT_MS: '3000',
    ...settings,
  };
  return runScript('test/harness/hostile-resolver.ts', env, [entryPoint]);
}

async function startWorker(settings?: Record<string, string>): Promise<TestProcess> {
  const worker = startServer('test/harness/quick-worker.ts', settings);
  await worker.waitForOutput(/workers started/, 60_000);
  return worker;
}

async function request(method: string, path: string, body?: unknown, base = url) {
  const response = await fetch(`${base}${path}`, {
    method,
    headers: { 'x-api-key': demoKey, 'content-type': 'application/json' },
    body: body === undefined ? null : JSON.stringify(body),
  });
  // biome-ignore lint/suspicious/noExplicitAny: the test looks into answers freely
  const answer: any = await response.json();
  return { status: response.status, body: answer };
}

async function complete(callbackUrl?: string): Promise<string> {
  const body = { ...documentedExample, ...(callbackUrl ? { callbackUrl } : {}) };
  const answer = await request('POST', `${leadFollowUpPath}?wait=60`, body);
  expect(answer).toMatchObject({ status: 200, body: { data: { status: 'completed' } } });
  return answer.body.data.id;
}

const deliveryOf = async (followUpId: string) => {
  const { body } = await request('GET', `/api/follow-ups/${followUpId}/deliveries`);
  return body.data[0];
};

async function firstError(followUpId: string): Promise<string> {
  await until(async () => (await deliveryOf(followUpId))?.attempts.length > 0, 60_000, 100);
  return (await deliveryOf(followUpId)).attempts[0].error;
}

test('the worker and the API live through names without an address, with private ones in turn, and without an answer', async () => {
  const worker = await startWorker();
  const names = ['empty.example', 'turns.example', 'silent.example'];
  const created = [];
  for (const name of names) {
    const { body } = await request('POST', '/api/webhook-endpoints', {
      url: `https://${name}/hook`,
      enabled: false,
    });
    if (body.success) created.push(body.data.id);
  }
  // The private addresses are refused when the endpoint is registered.
  expect(created).toHaveLength(2);
  const errors = [];
  for (const id of created) {
    errors.push((await request('POST', `/api/webhook-endpoints/${id}/test`)).body.data.error);
  }
  expect(errors).toEqual(['the host name does not resolve: ENODATA', 'no answer within 3 s']);

  const empty = await complete('https://empty.example/hook');
  expect(await firstError(empty)).toBe('the host name does not resolve: ENODATA');
  // The URL was accepted while its name had no address; each attempt resolves it again.
  await database.prisma.delivery.updateMany({ data: { url: 'https://turns.example/hook' } });
  for (const attempt of [2, 3, 4, 5]) {
    await database.prisma.delivery.updateMany({ data: { nextAttemptAt: new Date(0) } });
    await until(async () => (await deliveryOf(empty)).attempts.length >= attempt, 60_000, 100);
  }
  const { attempts } = await deliveryOf(empty);
  expect(new Set(attempts.slice(1).map(({ error }: { error: string }) => error))).toEqual(
    new Set(['the host name does not resolve to a public address']),
  );

  await complete();
  expect((await request('GET', '/health/live')).status).toBe(200);
  worker.kill();
  expect(await worker.exited).toEqual({ code: 0, signal: null });
}, 180_000);

test('a delivery that ends the process three times is set aside, and others go on', async () => {
  const accepted = await request('POST', leadFollowUpPath, {
    ...documentedExample,
    callbackUrl: 'https://empty.example/hook',
  });
  const followUpId: string = accepted.body.data.id;
  // The API resolves the name too, and would be the one to end.
  await database.prisma.followUp.update({
    where: { id: followUpId },
    data: { callbackUrl: 'https://crash.example/hook' },
  });
  for (let deaths = 1; deaths <= 3; deaths += 1) {
    const worker = await startWorker();
    expect(await worker.exited).toEqual({ code: 1, signal: null });
    const fatal = /^\{"level":"fatal".*$/m.exec(worker.output())?.[0] ?? '';
    expect(JSON.parse(fatal)).toMatchObject({
      msg: 'an uncaught error ends the process',
      suspects: [{ queue: 'deliver-webhook', jobId: expect.stringMatching(/^whd_/) }],
    });
    expect(worker.output()).not.toContain('jane@acme.com');
    await database.prisma.delivery.updateMany({
      where: { status: 'pending' },
      data: { nextAttemptAt: new Date(0) },
    });
  }
  const worker = await startWorker();
  await worker.waitForOutput(/a webhook was set aside/, 60_000);
  const delivery = await deliveryOf(followUpId);
  expect(delivery).toMatchObject({ status: 'failed', next_attempt_at: null });
  expect(delivery.attempts.at(-1).error).toMatch(/^the process ended 3 times/);
  const audit = await database.prisma.audit.findMany({ where: { action: 'delivery.set_aside' } });
  expect(audit.map(({ subject }) => subject)).toEqual([delivery.id]);
  await complete();
  worker.kill();
  expect(await worker.exited).toEqual({ code: 0, signal: null });
}, 240_000);

test('an API that an uncaught error ends answers the request, names it in the log and exits with 1', async () => {
  const victim = startServer('api/main.ts');
  const base = (await victim.waitForOutput(/"url":"(http[^"]+)"/, 60_000))[1] ?? '';
  const registered = await request('POST', '/api/webhook-endpoints', { url: 'https://later.example/hook' });
  await database.prisma.webhookEndpoint.updateMany({ data: { url: 'https://crash.example/hook' } });
  const { id } = registered.body.data;
  const answer = await request('POST', `/api/webhook-endpoints/${id}/test`, undefined, base);
  expect(answer).toMatchObject({ status: 500, body: { error: { code: 'SYSTEM_ERROR' } } });
  expect(await victim.exited).toEqual({ code: 1, signal: null });
  const fatal = /^\{"level":"fatal".*$/m.exec(victim.output())?.[0] ?? '';
  expect(JSON.parse(fatal).suspects).toEqual([{ requestId: answer.body.error.request_id }]);
}, 120_000);

test('a webhook to the service itself ends at its first turn', async () => {
  const settings = { WEBHOOK_ALLOW_PRIVATE: 'true' };
  const looping = startServer('api/main.ts', settings);
  const base = (await looping.waitForOutput(/"url":"(http[^"]+)"/, 60_000))[1] ?? '';
  const worker = await startWorker(settings);
  const count = () => database.prisma.followUp.count();
  const before = await count();
  const body = { ...documentedExample, callbackUrl: `${base}${leadFollowUpPath}` };
  const { id } = (await request('POST', leadFollowUpPath, body, base)).body.data;
  expect(await firstError(id)).toBe('answered 403');
  const own = { url: body.callbackUrl, events: ['follow_up.completed'] };
  const endpoint = (await request('POST', '/api/webhook-endpoints', own, base)).body.data.id;
  const path = `/api/webhook-endpoints/${endpoint}/test`;
  // More than an address may send refused keys in a minute.
  for (let index = 0; index < 35; index += 1) {
    expect((await request('POST', path, undefined, base)).body.data.status_code).toBe(403);
  }
  const keyless = await fetch(`${base}/api/follow-ups`);
  expect(keyless.status).toBe(401);
  expect(await count()).toBe(before + 1);
  for (const server of [worker, looping]) {
    server.kill();
    expect(await server.exited).toEqual({ code: 0, signal: null });
  }
}, 120_000);
