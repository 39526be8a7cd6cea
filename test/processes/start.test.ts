import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { demoIds, demoKey } from '../../prisma/demo-data.ts';
import { leadFollowUpPath } from '../../src/contract/documented-example.ts';
import { createDemoDatabase } from '../harness/demo-database.ts';
import { startModelServer } from '../harness/model-server.ts';
import { startProcess, type TestProcess } from '../harness/processes.ts';
import { runScript } from '../harness/run-script.ts';
import { createTestDatabase } from '../harness/test-database.ts';

const keys = {
  SECRETS_KEY: Buffer.alloc(32, 7).toString('base64'),
  ADMIN_KEY: 'the-operators-key-of-the-tests-01',
};
const unreachable = 'postgresql://user:secret@127.0.0.1:1/db';

describe('a start that cannot succeed says why in one line and exits with 1', () => {
  test.each<[string, string, Record<string, string>, RegExp]>([
    ['no DATABASE_URL', 'api/main.ts', keys, /^DATABASE_URL is required[^\n]*\n$/],
    ['no DATABASE_URL', 'cli/main.ts migrate', {}, /^DATABASE_URL is required[^\n]*\n$/],
    [
      'a malformed PORT',
      'api/main.ts',
      { ...keys, DATABASE_URL: unreachable, PORT: 'abc' },
      /^PORT must be a whole number[^\n]*\n$/,
    ],
    [
      'neither a model nor OFFLINE_WRITER',
      'workers/main.ts',
      { ...keys, DATABASE_URL: unreachable, OFFLINE_WRITER: '' },
      /^OPENAI_API_KEY or OPENAI_BASE_URL is required[^\n]*OFFLINE_WRITER=true[^\n]*\n$/,
    ],
    ['a malformed PORT', 'scripts/start.ts', { PORT: 'abc' }, /^PORT must be a whole number[^\n]*\n$/],
    [
      'a malformed Redis URL',
      'scripts/demo.ts',
      { REDIS_URL: 'localhost:6379' },
      /^REDIS_URL must be a URL[^\n]*\n$/,
    ],
    [
      'a database that refuses',
      'api/main.ts',
      { ...keys, DATABASE_URL: unreachable },
      /^DATABASE_URL: 127\.0\.0\.1:1: nothing listens there[^\n]*\n$/,
    ],
    [
      'a database that refuses',
      'cli/main.ts migrate',
      { DATABASE_URL: unreachable },
      /^DATABASE_URL: 127\.0\.0\.1:1: nothing listens there[^\n]*\n$/,
    ],
    [
      'public demo keys on an open address',
      'scripts/start.ts',
      { HOST: '0.0.0.0' },
      /^HOST 0\.0\.0\.0 can be reached from outside[^\n]*\n$/,
    ],
  ])('%s: %s', async (_what, file, env, message) => {
    const [script = '', ...args] = file.split(' ');
    const started = runScript(script, env, args);
    const { code } = await started.exited;
    expect(started.output()).toMatch(message);
    expect(started.output()).not.toContain('secret@');
    expect(code).toBe(1);
  });

  test.each(['scripts/demo.ts', 'scripts/start.ts'])('an unreachable Redis: %s', async (file) => {
    const database = await createTestDatabase();
    const started = runScript(file, {
      ...keys,
      DATABASE_URL: database.url,
      REDIS_URL: 'redis://127.0.0.1:1',
    });
    const { code } = await started.exited;
    expect(started.output()).toMatch(/^REDIS_URL: Redis does not answer at this address/m);
    expect(code).toBe(1);
    await database.drop();
  });

  test('a PORT that is in use', async () => {
    const database = await createTestDatabase();
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const PORT = String((taken.address() as AddressInfo).port);
    const started = runScript('api/main.ts', { ...keys, DATABASE_URL: database.url, PORT });
    const { code } = await started.exited;
    taken.close();
    expect(started.output()).toMatch(new RegExp(`^PORT ${PORT} is in use: `, 'm'));
    expect(code).toBe(1);
    await database.drop();
  });
});

describe('API and workers as processes of their own', () => {
  async function prepare() {
    const database = await createDemoDatabase();
    return { database, env: { ...keys, DATABASE_URL: database.url } };
  }

  const addressOf = async (api: ReturnType<typeof runScript>) =>
    (await api.waitForOutput(/"url":"(http:[^"]+)"/))[1] as string;
  const post = (url: string, query = '') =>
    fetch(`${url}${leadFollowUpPath}${query}`, {
      method: 'POST',
      headers: { 'x-api-key': demoKey, 'content-type': 'application/json' },
      body: JSON.stringify({ siteId: demoIds.sites.acme, leadId: demoIds.leads.juana }),
    });

  test('share the work, log nothing of the lead, and stop on SIGTERM with 0', async () => {
    const { database, env } = await prepare();
    const api = runScript('api/main.ts', env);
    const workers = runScript('workers/main.ts', env);
    const answer = await post(await addressOf(api), '?wait=30');
    expect(answer.status).toBe(200);
    const { data } = (await answer.json()) as { data: { messages: { email: { message: string } } } };
    expect(data.messages.email.message).toMatch(/^Hola Juana,/);

    api.kill('SIGTERM');
    workers.kill('SIGTERM');
    expect(await api.exited).toEqual({ code: 0, signal: null });
    expect(await workers.exited).toEqual({ code: 0, signal: null });
    expect(api.output() + workers.output()).not.toMatch(/juana|herrero|ibérica/i);
    await database.drop();
  });

  test('answer who waits when they are told to stop, and finish the phase at hand', async () => {
    const { database, env } = await prepare();
    const model = await startModelServer();
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    model.respond(async () => {
      await released;
      return undefined;
    });
    const api = runScript('api/main.ts', env);
    const workers = runScript('workers/main.ts', { ...env, OPENAI_BASE_URL: model.baseUrl });
    const url = await addressOf(api);
    const waiting = post(url, '?wait=30');
    await model.waitForRequests(1);
    api.kill('SIGTERM');
    expect((await waiting).status).toBe(202);
    expect((await api.exited).code).toBe(0);

    workers.kill('SIGTERM');
    release();
    expect((await workers.exited).code).toBe(0);
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    const { rows } = await client.query("SELECT status FROM command WHERE kind = 'sales'");
    await client.end();
    expect(rows).toEqual([{ status: 'completed' }]);
    await model.close();
    await database.drop();
  });

  test('take up what was accepted while Redis was away', async () => {
    const { database, env } = await prepare();
    const away = { ...env, REDIS_URL: 'redis://127.0.0.1:1', SWEEP_INTERVAL_MS: '200' };
    const api = runScript('api/main.ts', away);
    const url = await addressOf(api);
    await api.waitForOutput(/Redis is unavailable/);
    const answer = await post(url);
    expect(answer.status).toBe(202);
    const { data } = (await answer.json()) as { data: { urls: { self: string } } };
    api.kill();
    await api.exited;

    // The queue comes back: here as the one in PostgreSQL, which needs no other server.
    const again = runScript('api/main.ts', env);
    const workers = runScript('workers/main.ts', { ...env, SWEEP_INTERVAL_MS: '200' });
    const self = `${await addressOf(again)}${data.urls.self}?wait=30`;
    let status: string;
    // On a busy machine, the workers may need longer than one wait to start.
    do {
      const answer = await fetch(self, { headers: { 'x-api-key': demoKey } });
      status = ((await answer.json()) as { data: { status: string } }).data.status;
    } while (status === 'queued' || status === 'running');
    expect(status).toBe('completed');
    again.kill();
    workers.kill();
    await Promise.all([again.exited, workers.exited]);
    await database.drop();
  });

  test.each<[string, (npm: TestProcess) => void]>([
    ['is told to stop', (npm) => npm.kill('SIGTERM')],
    ['and all below it are told to stop', (npm) => npm.killGroup('SIGTERM')],
    ['is stopped with Ctrl-C', (npm) => npm.killGroup('SIGINT')],
  ])('finish their work when the npm that started them %s', async (_how, stop) => {
    const { database, env } = await prepare();
    const api = startProcess({
      command: 'npm',
      args: ['run', 'start:api'],
      env: { ...env, PORT: '0', OFFLINE_WRITER: 'true' },
    });
    const url = await addressOf(api);
    stop(api);
    await api.waitForOutput(/SIG(TERM|INT) received/);
    // npm has ended by then; the process that served requests must not outlive it.
    while (await isListening(url)) await new Promise((resolve) => setTimeout(resolve, 50));
    await database.drop();
  });

  test('end at once at a second signal', async () => {
    const { database, env } = await prepare();
    const model = await startModelServer();
    model.respond({ kind: 'hang' });
    const api = runScript('api/main.ts', env);
    const workers = runScript('workers/main.ts', { ...env, OPENAI_BASE_URL: model.baseUrl });
    await post(await addressOf(api));
    await model.waitForRequests(1);
    workers.kill('SIGINT');
    await workers.waitForOutput(/SIG(TERM|INT) received/);
    workers.kill('SIGINT');
    expect((await workers.exited).code).toBe(130);
    api.kill();
    await api.exited;
    await model.close();
    await database.drop();
  });
});

async function isListening(url: string): Promise<boolean> {
  return fetch(`${url}/health/live`).then(
    () => true,
    () => false,
  );
}
