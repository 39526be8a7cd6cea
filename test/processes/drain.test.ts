import { Agent, request } from 'node:http';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { demoIds, demoKey, loadDemoData } from '../../prisma/demo-data.ts';
import { leadFollowUpPath } from '../../src/contract/documented-example.ts';
import { createDatabase } from '../../src/platform/database.ts';
import { createLogger } from '../../src/platform/logger.ts';
import { migrate } from '../../src/platform/migrate.ts';
import { createSecrets } from '../../src/platform/secrets.ts';
import { runScript } from '../harness/run-script.ts';
import { createTestDatabase, type TestDatabase } from '../harness/test-database.ts';
import { until } from '../harness/until.ts';

const secretsKey = Buffer.alloc(32, 7);
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await migrate(database.url);
  const prepared = createDatabase(database.url, createLogger({ LOG_LEVEL: 'silent', LOG_FORMAT: 'json' }));
  await loadDemoData(prepared, createSecrets([secretsKey]));
  await prepared.close();
});

afterAll(async () => {
  agent.destroy();
  await database.drop();
});

async function startApi(drainMs: number) {
  const api = runScript('api/main.ts', {
    DATABASE_URL: database.url,
    SECRETS_KEY: secretsKey.toString('base64'),
    ADMIN_KEY: 'the-operators-key-of-the-tests-01',
    SHUTDOWN_DRAIN_MS: String(drainMs),
  });
  const [, url = ''] = await api.waitForOutput(/"url":"([^"]+)"/);
  return { api, url };
}

interface Answer {
  status: number | undefined;
  connection: string | undefined;
  body: { status?: string };
}

/** Over a connection that is kept alive, as a proxy does. */
function readiness(url: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(`${url}/health/ready`, { agent }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () =>
        resolve({
          status: response.statusCode,
          connection: response.headers.connection,
          body: JSON.parse(text),
        }),
      );
    });
    sent.on('error', reject).end();
  });
}

function accept(url: string): Promise<Response> {
  return fetch(`${url}${leadFollowUpPath}`, {
    method: 'POST',
    headers: { 'x-api-key': demoKey, 'content-type': 'application/json' },
    body: JSON.stringify({ siteId: demoIds.sites.acme, leadId: demoIds.leads.jane }),
  });
}

test('an API process that is told to stop reports it first, and serves requests meanwhile', async () => {
  const { api, url } = await startApi(120_000);
  expect(await readiness(url)).toMatchObject({
    status: 200,
    connection: 'keep-alive',
    body: { status: 'ok' },
  });
  api.kill('SIGTERM');
  await api.waitForOutput(/not ready any more/);
  // Also over the connection that was kept alive, which ends with this answer.
  expect(await readiness(url)).toMatchObject({
    status: 503,
    connection: 'close',
    body: { status: 'stopping' },
  });
  expect((await fetch(`${url}/health/live`)).status).toBe(200);
  expect((await accept(url)).status).toBe(202);
  api.kill('SIGTERM');
  expect(await api.exited).toEqual({ code: 143, signal: null });
});

test.each([0, 300])('it ends in order after %d ms of it', async (drainMs) => {
  const { api, url } = await startApi(drainMs);
  api.kill('SIGTERM');
  await until(() =>
    accept(url).then(
      () => false,
      () => true,
    ),
  );
  expect(await api.exited).toEqual({ code: 0, signal: null });
  expect(api.output().includes('not ready any more')).toBe(drainMs > 0);
});
