import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { demoIds, demoKey, otherKey } from '../../prisma/demo-data.ts';
import { documentedExample, leadFollowUpPath } from '../../src/contract/documented-example.ts';
import {
  createdWebhookEndpointSchema,
  webhookEndpointSchema,
} from '../../src/contract/resources/webhook-endpoint.ts';
import { addApiKey } from '../../src/directory/api-keys.ts';
import { startService, type TestService } from '../harness/start-service.ts';
import { answering, startWebhookReceiver, type WebhookReceiver } from '../harness/webhook-receiver.ts';

const path = '/api/webhook-endpoints';
const boundKey = 'lf_bound_admin';
let strict: TestService;
let open: TestService;
let receiver: WebhookReceiver;

beforeAll(async () => {
  strict = await startService({ workers: false });
  open = await startService({
    workers: false,
    settings: { WEBHOOK_ALLOW_PRIVATE: 'true', WEBHOOK_TIMEOUT_MS: '500' },
  });
  await addApiKey(open.services.database.prisma, {
    organisationId: demoIds.organisation,
    name: 'Bound admin',
    key: boundKey,
    scopes: ['admin'],
    siteId: demoIds.sites.acme,
  });
});

afterAll(async () => {
  await strict.close();
  await open.close();
});

beforeEach(async () => {
  receiver = await startWebhookReceiver();
});

afterEach(async () => {
  await receiver.close();
  await open.services.database.prisma.webhookEndpoint.deleteMany({});
});

const send = (method: string, to: string, body?: unknown, key = demoKey) =>
  open.request(method, to, { headers: { 'x-api-key': key }, body });
const register = async (more: object = {}) =>
  (await send('POST', path, { url: receiver.url, ...more })).body.data;
const auditOf = async (subject: string) =>
  (await open.services.database.prisma.audit.findMany({ where: { subject }, orderBy: { at: 'asc' } })).map(
    ({ action }) => action,
  );
const headersOf = (index: number) => receiver.webhooks[index]?.headers as Record<string, string>;

describe('an endpoint', () => {
  test('is registered with a secret that is shown this one time and encrypted at rest', async () => {
    const { status, headers, body } = await send('POST', path, { url: receiver.url });
    expect(status).toBe(201);
    expect(headers.get('location')).toBe(`${path}/${body.data.id}`);
    expect(headers.get('cache-control')).toBe('no-store');
    const created = createdWebhookEndpointSchema.strict().parse(body.data);
    expect(created).toMatchObject({
      id: expect.stringMatching(/^whe_/),
      secret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{32}$/),
      url: receiver.url,
      events: ['follow_up.completed', 'follow_up.failed', 'follow_up.cancelled'],
      description: null,
      enabled: true,
      disabled_reason: null,
    });
    const again = await send('GET', `${path}/${created.id}`);
    const list = await send('GET', path);
    expect(webhookEndpointSchema.strict().parse(again.body.data).id).toBe(created.id);
    const { rows } = await open.services.database.pool.query('SELECT * FROM webhook_endpoint');
    const shown =
      JSON.stringify([again.body, list.body, rows]) + Buffer.from(rows[0].secret).toString('latin1');
    expect(shown).not.toContain(created.secret.slice('whsec_'.length));
    expect(await auditOf(created.id)).toEqual(['webhook_endpoint.created']);
  });

  test('takes what it is given, in either spelling, and changes what is given later', async () => {
    const given = { description: ' CRM ', events: ['command.failed', 'command.failed'], enabled: false };
    const { id } = await register(given);
    const changed = async (changes: object) => (await send('PATCH', `${path}/${id}`, changes)).body.data;
    expect(await changed({})).toMatchObject({
      description: 'CRM',
      events: ['command.failed'],
      enabled: false,
    });
    expect(await changed({ enabled: true })).toMatchObject({ description: 'CRM', enabled: true });
    expect(await changed({ description: null, events: ['follow_up.failed'] })).toMatchObject({
      description: null,
      events: ['follow_up.failed'],
      url: receiver.url,
    });
    expect((await send('DELETE', `${path}/${id}`)).status).toBe(204);
    expect((await send('GET', `${path}/${id}`)).body.error.code).toBe('NOT_FOUND');
    expect((await auditOf(id)).at(-1)).toBe('webhook_endpoint.deleted');
  });

  test.each<[string, unknown]>([
    ['url is required', {}],
    ['url: must be an https URL', { url: 'http://crm.example/' }],
    ['url: must be a URL', { url: 'crm' }],
    ['url: must resolve to a public IP address', { url: 'https://0x7f.1/hook' }],
    ['url: must resolve to a public IP address', { url: 'https://localhost/hook' }],
    ['url: must not contain a user name or password', { url: 'https://a:b@crm.example/' }],
    ['events.0', { url: 'https://8.8.8.8/', events: ['follow_up.running'] }],
    ['events: must name at least one event', { url: 'https://8.8.8.8/', events: [] }],
    ['description: must have at most', { url: 'https://8.8.8.8/', description: 'x'.repeat(501) }],
    ['enabled: must be true or false', { url: 'https://8.8.8.8/', enabled: 'yes' }],
  ])('is refused: %s', async (message, body) => {
    const answer = await strict.request('POST', path, { body });
    expect([answer.status, answer.body.error.code]).toEqual([400, 'INVALID_REQUEST']);
    expect(answer.body.error.message).toContain(message);
    expect(await strict.services.database.prisma.webhookEndpoint.count()).toBe(0);
  });

  test('is one of fifty at most', async () => {
    const { prisma } = open.services.database;
    const row = await prisma.webhookEndpoint.findUniqueOrThrow({ where: { id: (await register()).id } });
    const others = Array.from({ length: 49 }, (_, index) => ({ ...row, id: `${row.id}${index}` }));
    await prisma.webhookEndpoint.createMany({ data: others as never });
    const { body } = await send('POST', path, { url: receiver.url });
    expect(body.error.message).toBe('an organisation has at most 50 webhook endpoints');
  });

  test('is tested with one signed event, and what came of it is told', async () => {
    receiver.respond(answering(418, {}, 'short and stout'));
    const { id, secret } = await register({ enabled: false });
    const { status, body } = await send('POST', `${path}/${id}/test`);
    expect(status).toBe(200);
    expect(body.data).toMatchObject({
      delivered: false,
      status_code: 418,
      error: 'answered 418',
      response_excerpt: 'short and stout',
    });
    const event = new Webhook(secret).verify(receiver.webhooks[0]?.body ?? '', headersOf(0));
    expect(event).toMatchObject({ type: 'webhook.test', data: { endpoint_id: id } });
    expect(headersOf(0)['webhook-id']).toBe(body.data.event_id);
    expect((await send('GET', `${path}/${id}/deliveries`)).body.data).toEqual([]);
  });

  test('is tested 300 times at once, five of them at a time, and the others are told when to try again', async () => {
    const { id } = await register({ enabled: false });
    let running = 0;
    let most = 0;
    receiver.respond((response) => {
      running += 1;
      most = Math.max(most, running);
      // It hangs; the service hangs up.
      response.on('close', () => {
        running -= 1;
      });
    });
    const tests = Array.from({ length: 300 }, () => open.request('POST', `${path}/${id}/test`));
    const answers = await Promise.all(tests);
    expect(most).toBe(5);
    const refused = answers.filter(({ status }) => status === 429);
    // How many get a turn depends on how fast the requests arrive.
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.length + answers.filter(({ status }) => status === 200).length).toBe(300);
    for (const { headers, body } of refused) {
      expect(body.error.code).toBe('RATE_LIMITED');
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    }
  });
});

describe('a secret that is rotated', () => {
  const signatures = (index: number) => headersOf(index)['webhook-signature']?.split(' ').length;

  test('signs together with the one before it until the overlap is over', async () => {
    const { id, secret: before } = await register();
    const { body } = await send('POST', `${path}/${id}/rotate-secret`);
    const { secret, previous_secret_expires_at: expiresAt } = body.data;
    expect(secret).not.toBe(before);
    expect(Math.round((Date.parse(expiresAt) - Date.now()) / 60_000)).toBe(24 * 60);
    await send('POST', `${path}/${id}/test`);
    for (const either of [before, secret]) {
      new Webhook(either).verify(receiver.webhooks[0]?.body ?? '', headersOf(0));
    }
    const { prisma } = open.services.database;
    await prisma.webhookEndpoint.update({ where: { id }, data: { previousSecretExpiresAt: new Date() } });
    await send('POST', `${path}/${id}/test`);
    expect([signatures(0), signatures(1)]).toEqual([2, 1]);
    expect(await auditOf(id)).toContain('webhook_endpoint.secret_rotated');
  });

  test('may end the one before it at once', async () => {
    const { id, secret: before } = await register();
    const { body } = await send('POST', `${path}/${id}/rotate-secret`, { overlapSeconds: 0 });
    expect(body.data.previous_secret_expires_at).toBeNull();
    await send('POST', `${path}/${id}/test`);
    expect(signatures(0)).toBe(1);
    expect(() => new Webhook(before).verify(receiver.webhooks[0]?.body ?? '', headersOf(0))).toThrow();
    const refused = await send('POST', `${path}/${id}/rotate-secret`, { overlap_seconds: 604_801 });
    expect(refused.body.error.message).toBe('overlap_seconds: must be at most 604800');
  });
});

test('the callback secret is read and rotated by an admin, which is audited', async () => {
  const first = await send('GET', '/api/callback-secret');
  expect(first.headers.get('cache-control')).toBe('no-store');
  expect(first.body.data).toEqual({
    secret: 'whsec_bGVhZC1mb2xsb3d1cC1kZW1vLWNhbGxiYWNrLTAwMDE=',
    previous_secret_expires_at: null,
  });
  const rotated = (await send('POST', '/api/callback-secret/rotate', { overlap_seconds: 60 })).body.data;
  expect(rotated.secret).not.toBe(first.body.data.secret);
  expect((await send('GET', '/api/callback-secret')).body.data).toEqual(rotated);
  expect(await auditOf(demoIds.organisation)).toEqual([
    'callback_secret.read',
    'callback_secret.rotated',
    'callback_secret.read',
  ]);
});

test('a replay and a new delivery need an endpoint that is enabled', async () => {
  const { id } = await register({ enabled: false });
  const replay = (body: unknown) => send('POST', `${path}/${id}/replay`, body);
  expect((await replay({})).body.error.message).toBe('since is required');
  expect((await replay({ since: 'yesterday' })).body.error.message).toContain('since: must be an ISO 8601');
  expect((await replay({ since: '2026-01-01' })).body.error.message).toContain('enable it first');
  await send('PATCH', `${path}/${id}`, { enabled: true });
  expect((await replay({ since: '2026-01-01' })).body.data).toEqual({ replayed: 0 });
});

describe('keys', () => {
  const routes = (id: string) =>
    [
      ['GET', path],
      ['POST', path],
      ['GET', `${path}/${id}`],
      ['PATCH', `${path}/${id}`],
      ['DELETE', `${path}/${id}`],
      ['POST', `${path}/${id}/rotate-secret`],
      ['POST', `${path}/${id}/test`],
      ['POST', `${path}/${id}/replay`],
      ['GET', `${path}/${id}/deliveries`],
      ['GET', '/api/callback-secret'],
      ['POST', '/api/callback-secret/rotate'],
    ] as const;
  const bodyFor = (to: string) =>
    to === path ? { url: receiver.url } : to.endsWith('replay') ? { since: '2026-01-01' } : {};

  test('without the scope admin open none of it', async () => {
    const { id } = await register();
    const scopes = ['follow_ups:write', 'follow_ups:read', 'data:write', 'data:read'];
    const { body } = await send('POST', '/api/api-keys', { name: 'All but admin', scopes });
    for (const route of routes(id)) {
      const answer = await open.request(route[0], route[1], { headers: { 'x-api-key': body.data.key } });
      expect([route, answer.status, answer.body.error.code]).toEqual([route, 403, 'FORBIDDEN']);
    }
  });

  test('that are bound to a site direct no webhooks, which tell of all sites', async () => {
    const { id } = await register();
    for (const [method, to] of routes(id)) {
      const body = method === 'GET' || method === 'DELETE' ? undefined : bodyFor(to);
      const answer = await send(method, to, body, boundKey);
      expect([method, to, answer.status, answer.body.error.code]).toEqual([method, to, 403, 'FORBIDDEN']);
    }
    expect((await send('GET', `${path}/${id}`)).status).toBe(200);
  });

  test("of another organisation find nothing of this one's", async () => {
    const { id } = await register();
    for (const route of routes(id).filter(([, to]) => to.includes(id))) {
      const [method, to] = route;
      const body = method === 'GET' || method === 'DELETE' ? undefined : bodyFor(to);
      const answer = await send(method, to, body, otherKey);
      expect([route, answer.status, answer.body.error.code]).toEqual([route, 404, 'NOT_FOUND']);
    }
    expect((await send('GET', path, undefined, otherKey)).body.data).toEqual([]);
  });
});

describe('a callbackUrl', () => {
  const post = (body: object) => strict.request('POST', leadFollowUpPath, { body });

  test.each([
    ['http://crm.example/hook', 'callbackUrl: must be an https URL'],
    ['https://127.0.0.1/hook', 'callbackUrl: must resolve to a public IP address'],
    ['https://[::ffff:a9fe:a9fe]/', 'callbackUrl: must resolve to a public IP address'],
    ['https://metadata.google.internal/', 'callbackUrl: must resolve to a public IP address'],
    ['https://user@crm.example/', 'callbackUrl: must not contain a user name or password'],
  ])('%s is refused before ids are looked at, and nothing is stored', async (callbackUrl, message) => {
    const { status, body } = await post({ ...documentedExample, siteId: 'x', callbackUrl });
    expect([status, body.error]).toEqual([
      400,
      expect.objectContaining({ code: 'INVALID_REQUEST', message }),
    ]);
    expect(await strict.services.database.prisma.followUp.count()).toBe(0);
  });

  test('of a name that does not resolve is taken: it leads nowhere, and may resolve when it is called', async () => {
    const { status } = await post({ ...documentedExample, callbackUrl: 'https://nowhere.invalid/hook' });
    expect(status).toBe(202);
  });
});
