import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { documentedExample, leadFollowUpPath } from '../../src/contract/documented-example.ts';
import { enqueueDue } from '../../src/webhooks/enqueue.ts';
import { createDemoDatabase } from '../harness/demo-database.ts';
import { runScript } from '../harness/run-script.ts';
import { startService, type TestService } from '../harness/start-service.ts';
import type { TestDatabase } from '../harness/test-database.ts';
import { until } from '../harness/until.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../harness/webhook-receiver.ts';

const [oldKey, newKey] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
const asSetting = (...keys: Buffer[]) => keys.map((key) => key.toString('base64')).join(',');
const demoSecret = 'whsec_bGVhZC1mb2xsb3d1cC1kZW1vLWNhbGxiYWNrLTAwMDE=';

let database: TestDatabase;
let receiver: WebhookReceiver;
let service: TestService | undefined;
let lines: string[];

beforeAll(async () => {
  database = await createDemoDatabase(oldKey);
  receiver = await startWebhookReceiver();
});

afterEach(() => close());

afterAll(async () => {
  await receiver.close();
  await database.drop();
});

async function close() {
  await service?.close();
  service = undefined;
}

/** The same installation, restarted with these keys of secrets. */
async function startWith(...keys: Buffer[]): Promise<TestService> {
  await close();
  lines = [];
  service = await startService({
    databaseUrl: database.url,
    settings: { SECRETS_KEY: asSetting(...keys), WEBHOOK_ALLOW_PRIVATE: 'true' },
    onLog: (line) => lines.push(line),
  });
  return service;
}

const rotate = async (...keys: Buffer[]) => {
  const script = runScript('cli/main.ts', { DATABASE_URL: database.url, SECRETS_KEY: asSetting(...keys) }, [
    'secrets:rotate',
  ]);
  const { code } = await script.exited;
  return { code, output: script.output() };
};
const secretsOf = async ({ url }: TestService) =>
  (await (await fetch(`${url}/health/ready`)).json()) as {
    status: string;
    dependencies: { secrets: { status: string } };
  };
const deliveriesOf = async ({ request }: TestService, id: string) =>
  (await request('GET', `/api/follow-ups/${id}/deliveries`)).body.data;

describe('with a SECRETS_KEY that did not encrypt the stored secrets', () => {
  test('the answer says what to do, and the log names the row', async () => {
    const { request } = await startWith(newKey);
    const { status, body } = await request('GET', '/api/callback-secret');
    expect([status, body.error.code]).toEqual([503, 'SYSTEM_ERROR']);
    expect(body.error.message).toContain('rotate it');
    expect(lines.join('')).toMatch(/organisation\.callback_secret of org_\w+ cannot be decrypted/);
  });

  test('readiness and the log say so, and the service stays ready', async () => {
    const wrong = await startWith(newKey);
    expect(await secretsOf(wrong)).toMatchObject({
      status: 'degraded',
      dependencies: { secrets: { status: 'unreadable' } },
    });
    expect(lines.join('')).toContain('add the key that encrypted them to SECRETS_KEY');
    expect((await secretsOf(await startWith(oldKey))).dependencies.secrets.status).toBe('ok');
  });

  test('a delivery logs a failed attempt, and is made once the key is back', async () => {
    const wrong = await startWith(newKey);
    const { body } = await wrong.request('POST', `${leadFollowUpPath}?wait=20`, {
      body: { ...documentedExample, callbackUrl: receiver.url },
    });
    const { id } = body.data;
    await until(async () => (await deliveriesOf(wrong, id))[0]?.attempts.length >= 1);
    const [delivery] = await deliveriesOf(wrong, id);
    expect(delivery).toMatchObject({
      status: 'pending',
      attempts: [{ status_code: null, error: expect.stringContaining('cannot be decrypted') }],
      next_attempt_at: expect.any(String),
    });
    expect(lines.join('')).toContain('a webhook was not sent: its signing secret cannot be decrypted');
    expect(receiver.webhooks).toHaveLength(0);

    const right = await startWith(newKey, oldKey);
    await right.services.database.pool.query('UPDATE delivery SET next_attempt_at = now()');
    await enqueueDue(right.services, new AbortController().signal);
    const [webhook] = await receiver.waitFor(1);
    new Webhook(demoSecret).verify(webhook?.body ?? '', webhook?.headers as Record<string, string>);
  });

  test('a rotation of the secret over the API helps, also with an overlap', async () => {
    const wrong = await startWith(newKey);
    const created = await wrong.request('POST', '/api/callback-secret/rotate', {
      body: { overlap_seconds: 600 },
    });
    expect(created.status).toBe(200);
    expect((await wrong.request('GET', '/api/callback-secret')).body.data).toEqual(created.body.data);
    const arrived = receiver.webhooks.length;
    await wrong.request('POST', leadFollowUpPath, {
      body: { ...documentedExample, callbackUrl: receiver.url },
    });
    const webhook = (await receiver.waitFor(arrived + 1))[arrived];
    new Webhook(created.body.data.secret).verify(
      webhook?.body ?? '',
      webhook?.headers as Record<string, string>,
    );
    expect(lines.join('')).toContain('only the current one signs');
  });
});

describe('npm run secrets:rotate', () => {
  test('names what it cannot read, leaves it as it is, and exits with 1', async () => {
    const { code, output } = await rotate(newKey);
    expect(code).toBe(1);
    expect(output).toMatch(/organisation\.(previous_)?callback_secret of org_\w+ cannot be decrypted/);
  });

  test('encrypts all with the first key, so that the others can go', async () => {
    const first = await rotate(newKey, oldKey);
    expect(first.output).toContain('the others can be removed');
    expect(first.code).toBe(0);
    expect(first.output).not.toMatch(/encrypted again +0/);
    expect((await rotate(newKey, oldKey)).output).toMatch(/encrypted again +0/);
    expect((await secretsOf(await startWith(newKey))).dependencies.secrets.status).toBe('ok');
    expect((await secretsOf(await startWith(oldKey))).dependencies.secrets.status).toBe('unreadable');
  });

  test('says which settings it lacks', async () => {
    const script = runScript('cli/main.ts', {}, ['secrets:rotate']);
    expect((await script.exited).code).toBe(1);
    expect(script.output()).toMatch(/^DATABASE_URL is required[^\n]+\nSECRETS_KEY is required[^\n]+\n$/);
  });
});
