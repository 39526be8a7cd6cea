import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startApi } from '../../api/start-api.ts';
import { demoIds, demoKey } from '../../prisma/demo-data.ts';
import { documentedExample, leadFollowUpPath } from '../../src/contract/documented-example.ts';
import { rotatedApiKeySchema } from '../../src/contract/resources/api-key.ts';
import { createServices } from '../../src/platform/services.ts';
import { describeEachQueueBackend, type OpenQueueBackend } from '../harness/queue-backends.ts';
import { startService, type TestService } from '../harness/start-service.ts';
import { until } from '../harness/until.ts';

let service: TestService;

beforeAll(async () => {
  service = await startService({ workers: false });
});

afterAll(() => service.close());

const as = (method: string, path: string, key: string, body?: unknown) =>
  service.request(method, path, { headers: { 'x-api-key': key }, body });
const create = (body: object, key = demoKey) =>
  as('POST', '/api/api-keys', key, { name: 'X', scopes: ['follow_ups:read'], ...body });
const opens = async (key: string) => (await as('GET', '/api/follow-ups', key)).status;
/** As a rotation does that leaves no overlap. */
async function expire(id: string): Promise<void> {
  const { database, signals } = service.services;
  await database.prisma.apiKey.update({ where: { id }, data: { expiresAt: new Date() } });
  await signals.publish(id);
}
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();

describe('an unknown field of a new key', () => {
  test.each([
    [{ site: demoIds.sites.acme }, 'site'],
    [{ expiresat: '2030-01-01' }, 'expiresat'],
    [{ allowed_ips: ['203.0.113.7'] }, 'allowed_ips'],
  ])('%j is refused by name, and no key is made', async (field, name) => {
    const before = await service.services.database.prisma.apiKey.count();
    const { status, body } = await create(field);
    expect([status, body.error.code]).toEqual([400, 'INVALID_REQUEST']);
    expect(body.error.message).toMatch(
      new RegExp(`^unknown fields: ${name} \\(accepted: name, scopes, site_id`),
    );
    expect(await service.services.database.prisma.apiKey.count()).toBe(before);
  });

  test.each([
    ['POST', '/api/webhook-endpoints', { url: 'https://crm.example/hook', event: ['follow_up.failed'] }],
    ['PATCH', '/api/webhook-endpoints/whe_x', { disabled: true }],
    ['POST', '/api/webhook-endpoints/whe_x/rotate-secret', { overlap: 0 }],
    ['POST', '/api/webhook-endpoints/whe_x/replay', { since: '2030-01-01', until: '2030-01-02' }],
    ['POST', '/api/callback-secret/rotate', { overlap: 0 }],
  ])('is refused at %s %s too', async (method, path, body) => {
    const answer = await as(method, path, demoKey, body);
    expect([answer.status, answer.body.error.code]).toEqual([400, 'INVALID_REQUEST']);
    expect(answer.body.error.message).toMatch(/^unknown fields: /);
  });

  test('is refused for an organisation too', async () => {
    const { body } = await as('POST', '/api/organisations', service.services.config.ADMIN_KEY, {
      name: 'X',
      limit: 5,
    });
    expect(body.error.message).toBe('unknown fields: limit (accepted: name)');
  });
});

describe('a key that expires', () => {
  test('opens nothing from then on, and is still listed', async () => {
    const expiresAt = inAnHour();
    const { body } = await create({ expiresAt });
    expect(body.data.expires_at).toBe(expiresAt);
    expect(await opens(body.data.key)).toBe(200);
    await expire(body.data.id);
    expect(await opens(body.data.key)).toBe(401);
    expect((await as('GET', `/api/api-keys/${body.data.id}`, demoKey)).status).toBe(200);
  });

  test.each([['2020-01-01'], ['tomorrow'], [null]])('does not expire at %s', async (expires_at) => {
    const { status, body } = await create({ expires_at });
    expect([status, body.error.code]).toEqual([400, 'INVALID_REQUEST']);
    expect(body.error.message).toMatch(/^expires_at: /);
  });

  test('makes no key that lives longer', async () => {
    const expiresAt = inAnHour();
    const { body } = await create({ scopes: ['admin'], expires_at: expiresAt });
    expect((await create({}, body.data.key)).body.data.expires_at).toBe(expiresAt);
    const longer = await create({ expires_at: '2099-01-01' }, body.data.key);
    expect([longer.status, longer.body.error.code]).toEqual([403, 'FORBIDDEN']);
    const unbounded = await create({ scopes: ['admin'] });
    const rotated = await as('POST', `/api/api-keys/${unbounded.body.data.id}/rotate`, body.data.key);
    expect(rotated.body.data.expires_at).toBe(expiresAt);
  });
});

describe('the networks of a key', () => {
  test.each([[['127.0.0.0/8']], [['203.0.113.7', '127.0.0.1']]])('%j let it in', async (networks) => {
    const { body } = await create({ allowed_networks: networks });
    expect(await opens(body.data.key)).toBe(200);
  });

  test('keep it out elsewhere, which is FORBIDDEN', async () => {
    const { body } = await create({ allowed_networks: ['203.0.113.0/24', '2001:db8::/32'] });
    expect(body.data.allowed_networks).toEqual(['203.0.113.0/24', '2001:db8::/32']);
    const refused = await as('GET', '/api/follow-ups', body.data.key);
    expect([refused.status, refused.body.error.code]).toEqual([403, 'FORBIDDEN']);
  });

  test.each([
    '10.0.0.0/33',
    '10.0.0.1/8',
    '10.1',
    '010.0.0.1',
    '::ffff:10.0.0.1',
    'fe80::1%eth0',
    'acme.example',
    '',
  ])('may not be %j', async (network) => {
    const { status, body } = await create({ allowed_networks: [network] });
    expect([status, body.error.code]).toEqual([400, 'INVALID_REQUEST']);
    expect(body.error.message).toMatch(/^allowed_networks\.0: must be an IP address or a network/);
  });

  test('hold for the keys that it makes', async () => {
    const { body } = await create({ scopes: ['admin'], allowed_networks: ['127.0.0.0/8'] });
    expect((await create({}, body.data.key)).body.data.allowed_networks).toEqual(['127.0.0.0/8']);
    expect((await create({ allowed_networks: ['127.0.0.1'] }, body.data.key)).status).toBe(201);
    expect((await create({ allowed_networks: ['0.0.0.0/0'] }, body.data.key)).status).toBe(403);
  });
});

test("a key's own limit applies where it is lower", async () => {
  const { body } = await create({ requests_per_minute: 2 });
  const answers = [];
  for (let sent = 0; sent < 3; sent += 1) answers.push(await as('GET', '/api/follow-ups', body.data.key));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
  expect(answers[0]?.headers.get('ratelimit-policy')).toBe('"default";q=2;w=60');
  const high = await create({ requests_per_minute: 1_000_000 });
  const answer = await as('GET', '/api/follow-ups', high.body.data.key);
  expect(answer.headers.get('ratelimit-policy')).toBe('"default";q=600;w=60');
});

describe('a rotation', () => {
  test('gives a new key with the same rights, and lets the one before work for the overlap', async () => {
    const { body } = await create({ site_id: demoIds.sites.acme, requests_per_minute: 100 });
    const before = body.data;
    const path = `/api/api-keys/${before.id}/rotate`;
    const { status, body: answer } = await as('POST', path, demoKey, { overlapSeconds: 60 });
    expect(status).toBe(201);
    const { key, previous_key_expires_at: end, ...rotated } = rotatedApiKeySchema.strict().parse(answer.data);
    expect(rotated).toMatchObject({
      name: before.name,
      scopes: before.scopes,
      site_id: before.site_id,
      requests_per_minute: 100,
      rotated_from: before.id,
    });
    expect(Math.abs(Date.parse(end) - Date.now() - 60_000)).toBeLessThan(30_000);
    expect([await opens(before.key), await opens(key)]).toEqual([200, 200]);
    await expire(before.id);
    expect([await opens(before.key), await opens(key)]).toEqual([401, 200]);
    expect((await as('POST', path, demoKey)).body.error.code).toBe('INVALID_REQUEST');
  });

  test('without an overlap ends the key before at once', async () => {
    const { body } = await create({});
    await as('POST', `/api/api-keys/${body.data.id}/rotate`, demoKey, { overlap_seconds: 0 });
    expect(await opens(body.data.key)).toBe(401);
  });
});

describeEachQueueBackend('what a revoked key has open', (backend) => {
  let queue: OpenQueueBackend;
  let here: TestService;
  let elsewhere: { url: string; close(): Promise<void> };

  beforeAll(async () => {
    queue = await backend.open();
    here = await startService({ redisUrl: queue.redisUrl, workers: false });
    const services = await createServices(here.services.config, here.services.logger);
    const api = await startApi(services);
    elsewhere = {
      url: api.url,
      async close() {
        await api.close();
        await services.close();
      },
    };
  });

  afterAll(async () => {
    await elsewhere.close();
    await here.close();
    await queue.close();
  });

  /** A key with a stream and a wait open on the other process, on a follow-up that nobody works on. */
  async function openBoth() {
    const { body } = await here.request('POST', '/api/api-keys', {
      body: { name: 'X', scopes: ['follow_ups:read'] },
    });
    const { id } = (await here.request('POST', leadFollowUpPath, { body: documentedExample })).body.data;
    const ask = (path: string) =>
      fetch(`${elsewhere.url}/api/follow-ups/${id}${path}`, { headers: { 'x-api-key': body.data.key } });
    const stream = await ask('/events');
    return { keyId: body.data.id as string, stream: stream.text(), wait: ask('?wait=60') };
  }

  async function expectEnd({ stream, wait }: Awaited<ReturnType<typeof openBoth>>) {
    expect(await stream).not.toContain('follow_up.failed');
    const answer = await wait;
    expect([answer.status, await answer.text()]).toEqual([401, expect.stringContaining('UNAUTHORIZED')]);
  }

  test('ends on every process', async () => {
    const open = await openBoth();
    await here.request('DELETE', `/api/api-keys/${open.keyId}`);
    await expectEnd(open);
  });

  test('ends without a signal too, as when the key expires', async () => {
    const open = await openBoth();
    await here.services.database.prisma.apiKey.update({
      where: { id: open.keyId },
      data: { expiresAt: new Date() },
    });
    await expectEnd(open);
  });
});

describe('the operator key', () => {
  const ask = (key: string) => as('GET', '/api/organisations', key);

  test('is guessed at once a second at most, and still opens for an address that is blocked', async () => {
    const { ADMIN_KEY } = service.services.config;
    const blocked = async () => (await ask('lf_wrong')).status === 429;
    await until(blocked);
    const answers = await Promise.all([ask('guess'), ask(ADMIN_KEY), ask('guess')]);
    expect(answers.map(({ status }) => status)).toEqual([429, 200, 429]);
    const burst = await Promise.all(Array.from({ length: 20 }, () => ask(ADMIN_KEY)));
    // Twenty right keys at once: those beyond the queue are refused unread, so a search gains nothing by haste.
    expect(burst.filter(({ status }) => status === 200)).toHaveLength(5);
    expect(await opens(demoKey)).toBe(200);
  });
});
