import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { demoIds, demoKey, otherKey } from '../../prisma/demo-data.ts';
import { documentedExample, leadFollowUpPath } from '../../src/contract/documented-example.ts';
import { startService, type TestService } from '../harness/start-service.ts';
import { until } from '../harness/until.ts';

const operator = { 'x-api-key': 'the-operators-key-of-the-tests-01' };
const path = `/api/organisations/${demoIds.organisation}`;
const unlimited = {
  requests_per_minute: null,
  daily_tokens: null,
  daily_usd: null,
  follow_ups_in_flight: null,
  open_streams: null,
};
let service: TestService;

beforeAll(async () => {
  service = await startService({ workers: false, settings: { ORGANISATION_RATE_LIMIT_PER_MINUTE: '1000' } });
});

afterAll(() => service.close());

const patch = (body: unknown) => service.request('PATCH', path, { headers: operator, body });
const withLimits = (limits: object) => patch({ limits: { ...unlimited, ...limits } });
const post = (headers = {}) =>
  service.request('POST', leadFollowUpPath, { body: documentedExample, headers });
const followUps = () => service.services.database.prisma.followUp.count();

describe('an organisation', () => {
  test('is read with its limits, which are the settings at first', async () => {
    const { body } = await service.request('GET', path, { headers: operator });
    expect(body.data).toMatchObject({ id: demoIds.organisation, status: 'active', limits: unlimited });
  });

  test('changes what is given, and the change is in the audit', async () => {
    const first = await patch({ name: 'Renamed', limits: { daily_usd: 2.5 } });
    expect(first.body.data).toMatchObject({ name: 'Renamed', limits: { ...unlimited, daily_usd: 2.5 } });
    const second = await patch({ limits: { daily_tokens: 10_000 } });
    expect(second.body.data).toMatchObject({
      name: 'Renamed',
      limits: { ...unlimited, daily_usd: 2.5, daily_tokens: 10_000 },
    });
    const audit = await service.services.database.prisma.audit.findMany({
      where: { action: 'organisation.changed' },
    });
    expect(audit).toHaveLength(2);
  });

  test.each<[unknown, string]>([
    [{ limits: { requests_per_minute: 0 } }, 'limits.requests_per_minute'],
    [{ limits: { daily_usd: -1 } }, 'limits.daily_usd'],
    [{ limits: { open_streams: 1.5 } }, 'limits.open_streams'],
    [{ name: ' ' }, 'name'],
    [{ limits: { requests: 5 } }, 'limits.requests'],
  ])('refuses %j by name', async (body, parameter) => {
    const answer = await patch(body);
    expect([answer.status, answer.body.error.code]).toEqual([400, 'INVALID_REQUEST']);
    expect(answer.body.error.message).toContain(parameter.split('.').at(-1));
  });

  test.each([
    ['GET', ''],
    ['PATCH', ''],
    ['DELETE', ''],
    ['POST', '/suspend'],
    ['POST', '/resume'],
  ])('takes %s %s from the operator alone, and only of one that there is', async (method, suffix) => {
    const body = method === 'PATCH' ? { body: {} } : {};
    const byTenant = await service.request(method, `${path}${suffix}`, body);
    expect(byTenant.body.error.code).toBe('FORBIDDEN');
    const unknown = await service.request(method, `/api/organisations/org_none${suffix}`, {
      headers: operator,
      ...body,
    });
    expect([unknown.status, unknown.body.error.code]).toEqual([404, 'NOT_FOUND']);
  });
});

describe('its own limits', () => {
  test('of requests holds over its keys, also above the setting, and not for others', async () => {
    await withLimits({ requests_per_minute: 5_000 });
    const raised = await service.request('GET', '/api/sites');
    expect(raised.headers.get('ratelimit-policy')).toBe('"default";q=600;w=60');
    await withLimits({ requests_per_minute: 1 });
    const refused = await service.request('GET', '/api/sites');
    expect([refused.status, refused.body.error]).toMatchObject([429, { details: { limit: 'organisation' } }]);
    expect((await service.request('GET', '/api/sites', { headers: { 'x-api-key': otherKey } })).status).toBe(
      200,
    );
    await withLimits({});
  });

  test('of follow-ups in flight refuses the next one, and stores nothing of it', async () => {
    await withLimits({ follow_ups_in_flight: 2 });
    expect([(await post()).status, (await post()).status]).toEqual([202, 202]);
    const before = await followUps();
    const refused = await post();
    expect([refused.status, refused.body.error]).toMatchObject([
      429,
      { code: 'RATE_LIMITED', details: { reason: 'in_flight', limit: 'organisation' } },
    ]);
    expect(refused.headers.get('retry-after')).toBe('10');
    expect(await followUps()).toBe(before);
    const { data } = (await service.request('GET', '/api/follow-ups?status=queued')).body;
    await service.request('POST', `/api/follow-ups/${data[0].id}/cancel`);
    expect((await post()).status).toBe(202);
    await withLimits({});
  });

  test('of follow-ups in flight says when to try again, from the rate at which they end', async () => {
    const { prisma } = service.services.database;
    const limit = 100;
    for (let sent = 0; sent < 12; sent += 1) expect((await post()).status).toBe(202);
    const endedBefore = await prisma.followUp.count({ where: { finishedAt: { not: null } } });
    const { data } = (await service.request('GET', '/api/follow-ups?status=queued')).body;
    for (const { id } of data.slice(0, 6)) await service.request('POST', `/api/follow-ups/${id}/cancel`);
    const { followUpsInFlight } = service.services;
    const wait = async () => Math.round(await followUpsInFlight.waitForRoom(demoIds.organisation, limit));
    // Ten of the hundred are to end, and these ended in the last minute.
    await until(async () => (await wait()) === Math.round((10 * 60_000) / (endedBefore + 6)));
    await withLimits({ follow_ups_in_flight: 2 });
    const refused = await post();
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe(String(Math.ceil(60 / (endedBefore + 6))));
    await withLimits({});
  });

  test('of tokens takes the place of the setting', async () => {
    await withLimits({ daily_tokens: 100 });
    const spend = { organisationId: demoIds.organisation, siteId: demoIds.sites.acme };
    const day = new Date(new Date().toISOString().slice(0, 10));
    await service.services.database.prisma.siteSpend.create({ data: { ...spend, day, inputTokens: 100n } });
    const refused = await post();
    expect(refused.body.error.details).toEqual({ reason: 'daily_budget', limit: 'organisation' });
    await withLimits({ daily_tokens: 101 });
    expect((await post()).status).toBe(202);
    await withLimits({});
  });

  test('of open streams refuses a stream, and answers a wait at once', async () => {
    await withLimits({ open_streams: 1 });
    const { body } = await post();
    const { events, self } = body.data.urls;
    const stop = new AbortController();
    const open = () =>
      fetch(`${service.url}${events}`, { headers: { 'x-api-key': demoKey }, signal: stop.signal });
    const stream = await open();
    expect(stream.status).toBe(200);
    const second = await open();
    expect(second.status).toBe(429);
    expect(await second.json()).toMatchObject({ error: { details: { reason: 'open_streams' } } });
    const wait = await service.request('GET', `${self}?wait=60`);
    expect([wait.status, wait.body.data.status]).toEqual([200, 'queued']);
    stop.abort();
    await withLimits({});
  });
});
