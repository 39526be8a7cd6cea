import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startApi } from '../../api/start-api.ts';
import { demoIds, demoKey, otherKey } from '../../prisma/demo-data.ts';
import { leadFollowUpPath } from '../../src/contract/documented-example.ts';
import type { Scope } from '../../src/contract/principal.ts';
import { generateApiKey } from '../../src/directory/api-key-checksum.ts';
import { addApiKey } from '../../src/directory/api-keys.ts';
import { type Closable, withClosables } from '../../src/platform/closables.ts';
import { createServices } from '../../src/platform/services.ts';
import { describeEachQueueBackend, type QueueBackend } from '../harness/queue-backends.ts';
import { type Answer, startService, type TestService } from '../harness/start-service.ts';

const perMinute = 5;
const path = '/api/follow-ups';

/** A service that lets each key send five requests, and a second process on the same database and queue. */
function startBoth(
  backend: QueueBackend,
  more: Record<string, string> = {},
): Promise<Closable & { service: TestService; secondUrl: string }> {
  return withClosables(async (hold) => {
    const { redisUrl } = hold(await backend.open());
    const settings = { RATE_LIMIT_PER_MINUTE: String(perMinute), ...more };
    const service = hold(await startService({ redisUrl, workers: false, settings }));
    const second = hold(await createServices(service.services.config, service.services.logger));
    await second.queues.ping(10_000);
    const { url: secondUrl } = hold(await startApi(second));
    return { service, secondUrl };
  });
}

const as = (service: TestService, key: string, method = 'GET', at = path, body?: unknown) =>
  service.request(method, at, { headers: { 'x-api-key': key }, body });
const statusesOf = (answers: Answer[]) => answers.map(({ status }) => status);

/** A key that nobody has used yet. */
async function newKey(
  { services }: TestService,
  scopes: readonly Scope[] = ['follow_ups:read'],
): Promise<string> {
  const key = generateApiKey();
  const organisationId = demoIds.organisation;
  await addApiKey(services.database.prisma, { organisationId, name: 'Fresh', key, scopes });
  return key;
}

describeEachQueueBackend('the rate limit', (backend) => {
  let both: Awaited<ReturnType<typeof startBoth>>;
  let service: TestService;

  beforeAll(async () => {
    both = await startBoth(backend);
    service = both.service;
  });

  afterAll(() => both.close());

  test('is told on every answer, and ends in RATE_LIMITED', async () => {
    const key = await newKey(service);
    const answers: Answer[] = [];
    for (let sent = 0; sent < perMinute + 2; sent += 1) answers.push(await as(service, key));
    expect(statusesOf(answers)).toEqual([200, 200, 200, 200, 200, 429, 429]);
    for (const [index, { headers }] of answers.entries()) {
      expect(headers.get('ratelimit-policy')).toBe(`"default";q=${perMinute};w=60`);
      const [, remaining, seconds] = /^"default";r=(\d+);t=(\d+)$/.exec(headers.get('ratelimit') ?? '') ?? [];
      expect(Number(remaining)).toBe(Math.max(0, perMinute - 1 - index));
      expect(Number(seconds)).toBeGreaterThan(0);
      expect(Number(seconds)).toBeLessThanOrEqual(60);
      expect(headers.get('retry-after')).toBe(index < perMinute ? null : seconds);
    }
    expect(answers.at(-1)?.body.error).toMatchObject({
      code: 'RATE_LIMITED',
      message: expect.stringMatching(/5 requests a minute.*try again in \d+ s/),
      request_id: answers.at(-1)?.headers.get('x-request-id'),
    });
  });

  test('counts over all processes, and leaves other keys alone', async () => {
    const key = await newKey(service);
    const there = () => fetch(`${both.secondUrl}${path}`, { headers: { 'x-api-key': key } });
    for (let sent = 0; sent < 3; sent += 1) await as(service, key);
    const second = await there();
    await second.text();
    expect(second.headers.get('ratelimit')).toMatch(/^"default";r=1;/);
    expect((await as(service, key)).headers.get('ratelimit')).toMatch(/^"default";r=0;/);
    const limited = await there();
    expect([limited.status, await limited.text()]).toEqual([429, expect.stringContaining('RATE_LIMITED')]);
    expect((await as(service, demoKey)).status).toBe(200);
  });

  test('lets exactly as many through when they all come at once', async () => {
    const key = await newKey(service);
    const answers = await Promise.all(Array.from({ length: 20 }, () => as(service, key)));
    expect(statusesOf(answers).filter((status) => status === 200)).toHaveLength(perMinute);
    expect(new Set(statusesOf(answers))).toEqual(new Set([200, 429]));
  });

  test('is beside that of an address whose keys are refused, also over all processes', async () => {
    const refuse = (key: string) => as(service, key);
    const answers = await Promise.all(
      Array.from({ length: 29 }, (_, index) => refuse(index % 2 ? '' : 'lf_guess')),
    );
    expect(new Set(statusesOf(answers))).toEqual(new Set([401]));
    expect(answers[0]?.headers.get('ratelimit')).toBeNull();
    expect(answers[0]?.headers.get('www-authenticate')).toBe('Bearer');
    const last = await fetch(`${both.secondUrl}${path}`, { headers: { 'x-api-key': 'lf_guess' } });
    expect([last.status, await last.text()]).toEqual([401, expect.stringContaining('UNAUTHORIZED')]);

    for (const key of ['lf_guess', '']) {
      const { status, headers, body } = await refuse(key);
      expect([status, body.error.code]).toEqual([429, 'RATE_LIMITED']);
      expect(headers.get('ratelimit-policy')).toBe('"refused-keys";q=30;w=60');
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
      expect(body.error.request_id).toBe(headers.get('x-request-id'));
    }
    expect((await as(service, otherKey)).status).toBe(200);
    expect((await service.request('GET', '/health/ready')).status).toBe(200);
  });
});

describeEachQueueBackend('the limit of an organisation', (backend) => {
  const ofOrganisation = 8;
  let both: Awaited<ReturnType<typeof startBoth>>;
  let service: TestService;

  beforeEach(async () => {
    both = await startBoth(backend, { ORGANISATION_RATE_LIMIT_PER_MINUTE: String(ofOrganisation) });
    service = both.service;
  });

  afterEach(() => both.close());

  test('holds over all its keys and all processes, and leaves other organisations alone', async () => {
    const keys = await Promise.all(Array.from({ length: 5 }, () => newKey(service)));
    const urls = [service.url, both.secondUrl];
    const answers = await Promise.all(
      keys.flatMap((key) =>
        Array.from({ length: 4 }, (_, sent) =>
          fetch(`${urls[sent % 2]}${path}`, { headers: { 'x-api-key': key } }),
        ),
      ),
    );
    const bodies = await Promise.all(answers.map((answer) => answer.json() as Promise<Answer['body']>));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(ofOrganisation);
    for (const [index, { status, headers }] of answers.entries()) {
      if (status === 200) continue;
      expect(status).toBe(429);
      expect(headers.get('ratelimit-policy')).toBe(`"organisation";q=${ofOrganisation};w=60`);
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
      expect(bodies[index].error).toMatchObject({
        code: 'RATE_LIMITED',
        message: expect.stringMatching(
          /^more than 8 requests a minute from all API keys of the organisation/,
        ),
        details: { limit: 'organisation' },
      });
    }
    expect((await as(service, otherKey)).status).toBe(200);
  });

  test('is not used up by requests that the limit of a key refuses', async () => {
    const [loud, quiet] = [await newKey(service), await newKey(service)];
    for (let sent = 0; sent < 2 * perMinute; sent += 1) await as(service, loud);
    expect((await as(service, loud)).body.error.details).toEqual({ limit: 'key' });
    const answers: Answer[] = [];
    for (let sent = 0; sent < 4; sent += 1) answers.push(await as(service, quiet));
    expect(statusesOf(answers)).toEqual([200, 200, 200, 429]);
    expect(answers[0]?.headers.get('ratelimit')).toMatch(/^"organisation";r=2;/);
  });
});

describe('a request', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService({
      workers: false,
      settings: { RATE_LIMIT_PER_MINUTE: String(perMinute) },
    });
  });

  afterAll(() => service.close());

  test('over the limit is FORBIDDEN first, and limited before its body is read', async () => {
    const key = await newKey(service);
    for (let sent = 0; sent < perMinute; sent += 1) await as(service, key);
    const forbidden = await as(service, key, 'POST', leadFollowUpPath, {});
    expect([forbidden.status, forbidden.headers.get('retry-after')]).toEqual([403, null]);
    expect(forbidden.headers.get('ratelimit')).toMatch(/^"default";r=0;/);

    const writer = await newKey(service, ['follow_ups:write']);
    for (let sent = 0; sent < perMinute; sent += 1) {
      expect((await as(service, writer, 'POST', leadFollowUpPath, '{broken')).status).toBe(400);
    }
    expect((await as(service, writer, 'POST', leadFollowUpPath, '{broken')).status).toBe(429);
  });

  test('to no endpoint counts too', async () => {
    const key = await newKey(service);
    for (let sent = 0; sent < perMinute; sent += 1) {
      expect((await as(service, key, 'GET', '/api/nothing-here')).status).toBe(404);
    }
    expect((await as(service, key, 'GET', '/api/nothing-here')).status).toBe(429);
  });

  test('of the operator is counted as of a key', async () => {
    const { headers } = await as(service, service.services.config.ADMIN_KEY, 'GET', '/api/organisations');
    expect(headers.get('ratelimit')).toMatch(/^"default";r=4;/);
  });

  test('for health is not limited', async () => {
    for (let sent = 0; sent < perMinute + 1; sent += 1) {
      const { status, headers } = await service.request('GET', '/health/live');
      expect([status, headers.get('ratelimit')]).toEqual([200, null]);
    }
  });
});
