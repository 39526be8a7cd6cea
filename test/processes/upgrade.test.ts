import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { demoIds, demoKey } from '../../prisma/demo-data.ts';
import type { TestProcess } from '../harness/processes.ts';
import { query } from '../harness/query.ts';
import { describeEachQueueBackend, type OpenQueueBackend } from '../harness/queue-backends.ts';
import { runScript } from '../harness/run-script.ts';
import { createTestDatabase, type TestDatabase } from '../harness/test-database.ts';
import { until } from '../harness/until.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../harness/webhook-receiver.ts';

const migrations = 'prisma/migrations';
const newestBefore = '20261123181200_spending';
const fixture = readFileSync('test/fixtures/previous-release.sql', 'utf8');
/** What the version before answered for the follow-ups that had ended. */
const answersBefore = JSON.parse(readFileSync('test/fixtures/previous-release.json', 'utf8')) as Record<
  string,
  Record<string, unknown>
>;
const callbackSecret = 'whsec_bGVhZC1mb2xsb3d1cC1kZW1vLWNhbGxiYWNrLTAwMDE=';

interface Row {
  id: string;
  status: string;
}

describeEachQueueBackend('the database of an earlier version', (backend) => {
  let queue: OpenQueueBackend;
  let database: TestDatabase;
  let receiver: WebhookReceiver;
  let environment: Record<string, string | undefined>;
  let url: string;
  const running: TestProcess[] = [];

  beforeAll(async () => {
    queue = await backend.open();
    receiver = await startWebhookReceiver();
    database = await createTestDatabase();
    await query(database.url, 'DROP SCHEMA public CASCADE; CREATE SCHEMA public; DROP SCHEMA bullmq CASCADE');
    for (const name of migrationNames().filter((each) => each <= newestBefore)) {
      await query(database.url, readFileSync(`${migrations}/${name}/migration.sql`, 'utf8'));
    }
    await query(database.url, fixture.replaceAll('http://receiver.example', new URL(receiver.url).origin));
    environment = {
      DATABASE_URL: database.url,
      REDIS_URL: queue.redisUrl,
      SECRETS_KEY: Buffer.alloc(32, 7).toString('base64'),
      ADMIN_KEY: 'the-operators-key-of-the-tests-01',
      WEBHOOK_ALLOW_PRIVATE: 'true',
      RETENTION_DAYS: '36500',
      SWEEP_INTERVAL_MS: '200',
      ORPHAN_AFTER_MS: '200',
    };
  });

  afterAll(async () => {
    for (const started of running) {
      started.kill('SIGTERM');
      await started.exited;
    }
    await database.drop();
    await queue.close();
  });

  const migrationNames = () =>
    readdirSync(migrations)
      .filter((name) => /^\d/.test(name))
      .sort();
  const followUps = () => query<Row>(database.url, 'SELECT id, status FROM follow_up ORDER BY id');
  const get = async (path: string) => {
    const answer = await fetch(`${url}${path}`, { headers: { 'x-api-key': demoKey } });
    return { status: answer.status, data: ((await answer.json()) as { data: unknown }).data };
  };

  test('is migrated by the command', async () => {
    const command = runScript('cli/main.ts', environment, ['migrate']);
    expect(await command.exited).toEqual({ code: 0, signal: null });
    const applied = [...command.output().matchAll(/^applied (\S+)$/gm)].map(([, name]) => name);
    expect(applied).toEqual(migrationNames().filter((name) => name > newestBefore));
    expect(applied.length).toBeGreaterThan(10);
  });

  test('is read as before over the API', async () => {
    const api = runScript('api/main.ts', environment);
    running.push(api);
    [, url = ''] = await api.waitForOutput(/"url":"([^"]+)"/);
    expect(Object.keys(answersBefore)).toHaveLength(5);
    for (const [id, before] of Object.entries(answersBefore)) {
      const { status, data } = await get(`/api/follow-ups/${id}`);
      expect(status).toBe(200);
      expect(data).toMatchObject(before);
    }
    for (const path of ['', '/channels', '/agents', '/leads']) {
      expect((await get(`/api/sites/${demoIds.sites.acme}${path}`)).status).toBe(200);
    }
    expect((await get('/api/follow-ups?status=queued')).data).toHaveLength(2);
  });

  test('is finished by workers: what was queued, what ran when its process was killed', async () => {
    const before = await followUps();
    const open = before.filter(({ status }) => ['queued', 'running'].includes(status));
    expect(open.map(({ status }) => status).sort()).toEqual(['queued', 'queued', 'running', 'running']);
    const done = await query<Row>(database.url, "SELECT id FROM command WHERE status = 'completed'");
    const callsOfDone = () =>
      query(
        database.url,
        `SELECT id FROM model_call WHERE command_id IN (${done.map(({ id }) => `'${id}'`)}) ORDER BY id`,
      );
    const paid = await callsOfDone();
    running.push(runScript('workers/main.ts', environment));
    await until(async () =>
      (await followUps()).every(({ status }) => !['queued', 'running'].includes(status)),
    );
    const ended = before.map(({ id, status }) => ({
      id,
      status: open.some((each) => each.id === id) ? 'completed' : status,
    }));
    expect(await followUps()).toEqual(ended);
    for (const { id } of open) {
      expect((await get(`/api/follow-ups/${id}`)).data).toMatchObject({
        status: 'completed',
        messages: { email: { message: expect.stringMatching(/\S/) } },
      });
    }
    // What the version before had paid for is not called again, such as the sales phases of those that were running.
    expect(paid.length).toBeGreaterThan(5);
    expect(await callsOfDone()).toEqual(paid);
  });

  test('has webhooks that are sent, with signatures of the secrets that it holds', async () => {
    await until(async () => {
      const rows = await query<Row>(
        database.url,
        "SELECT id, status FROM delivery WHERE status <> 'delivered'",
      );
      return rows.length === 0;
    });
    const callbacks = receiver.webhooks.filter(({ path }) => path === '/hook');
    expect(callbacks.map(({ body }) => JSON.parse(body).type).sort()).toEqual([
      ...Array.from({ length: 3 }, () => 'follow_up.completed'),
      'follow_up.failed',
    ]);
    for (const { body, headers } of callbacks) {
      const sent = headers as Record<string, string>;
      // The time that is signed is that of the attempt.
      expect(new Webhook(callbackSecret).verify(body, sent)).toEqual(JSON.parse(body));
    }
    expect(receiver.webhooks.filter(({ path }) => path === '/endpoint').length).toBeGreaterThan(3);
  });
});

test('the fixture has no other data than that of the demo', () => {
  const emails = new Set(fixture.match(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g));
  for (const email of emails) expect(email).toMatch(/@(acme\.com|[\w-]+\.example)$/);
});
