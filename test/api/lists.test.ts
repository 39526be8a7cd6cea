import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { demoIds, otherKey } from '../../prisma/demo-data.ts';
import { leadFollowUpPath } from '../../src/contract/documented-example.ts';
import { startService, type TestService } from '../harness/start-service.ts';

const { sites, leads } = demoIds;
let service: TestService;
const ids: string[] = [];

beforeAll(async () => {
  service = await startService({ workers: false });
  for (let made = 0; made < 23; made += 1) {
    const onAcme = { siteId: sites.acme, leadId: made % 2 ? leads.jane : leads.juana };
    const body = made < 20 ? onAcme : { siteId: sites.emailOnly, leadId: leads.onEmailOnlySite };
    const answer = await service.request('POST', leadFollowUpPath, { body });
    ids.unshift(answer.body.data.id);
  }
  await service.request('POST', `/api/follow-ups/${ids[0]}/cancel`);
});

afterAll(() => service.close());

const get = (path: string, headers: Record<string, string> = {}) => service.request('GET', path, { headers });
const idsOf = (body: { data: { id: string }[] }) => body.data.map(({ id }) => id);

describe('follow-ups', () => {
  test('are listed newest first, twenty to a page', async () => {
    const first = await get('/api/follow-ups');
    expect(idsOf(first.body)).toEqual(ids.slice(0, 20));
    const second = await get(`/api/follow-ups?cursor=${first.body.next_cursor}`);
    expect(idsOf(second.body)).toEqual(ids.slice(20));
    expect(second.body.next_cursor).toBeNull();
  });

  test('are filtered by parameters in either spelling, not in two that differ', async () => {
    const one = await get(`/api/follow-ups?siteId=${sites.emailOnly}&limit=100`);
    const other = await get(`/api/follow-ups?site_id=${sites.emailOnly}&limit=100`);
    expect(idsOf(one.body)).toEqual(idsOf(other.body));
    expect(idsOf(one.body)).toEqual(ids.slice(0, 3));
    const both = await get(`/api/follow-ups?siteId=${sites.emailOnly}&site_id=${sites.acme}`);
    expect(both.body.error).toMatchObject({ code: 'INVALID_REQUEST', details: { parameter: 'siteId' } });
  });

  test('a page goes on where it ended while new ones come in', async () => {
    const first = await get('/api/follow-ups?limit=5');
    await service.request('POST', leadFollowUpPath, {
      body: { siteId: sites.emailOnly, leadId: leads.onEmailOnlySite },
    });
    const second = await get(`/api/follow-ups?limit=5&cursor=${first.body.next_cursor}`);
    expect(idsOf(second.body)).toEqual(ids.slice(5, 10));
    const { body } = await get('/api/follow-ups?limit=1');
    ids.unshift(body.data[0].id);
  });

  test('are filtered by lead, site and status', async () => {
    const ofJane = await get(`/api/follow-ups?lead_id=${leads.jane}&limit=100`);
    expect(ofJane.body.data).toHaveLength(10);
    const onSite = await get(`/api/follow-ups?site_id=${sites.emailOnly}&limit=100`);
    expect(onSite.body.data).toHaveLength(4);
    const cancelled = await get('/api/follow-ups?status=cancelled');
    expect(idsOf(cancelled.body)).toEqual([ids[1]]);
    const nobody = await get(`/api/follow-ups?lead_id=${leads.other}`);
    expect(nobody.body).toEqual({ success: true, data: [], next_cursor: null });
  });

  test.each([
    'limit=0',
    'limit=101',
    'limit=ten',
    'cursor=nonsense',
    'cursor=',
    'status=done',
    'limit=1&limit=2',
  ])('%s is INVALID_REQUEST', async (query) => {
    const { status, body } = await get(`/api/follow-ups?${query}`);
    expect([status, body.error.code]).toEqual([400, 'INVALID_REQUEST']);
    expect(body.error.details.parameter).toBe(query.split('=')[0]);
  });

  test("leave another organisation's out", async () => {
    expect((await get('/api/follow-ups', { 'x-api-key': otherKey })).body.data).toEqual([]);
    expect((await get('/api/commands', { 'x-api-key': otherKey })).body.data).toEqual([]);
  });
});

test.each([
  ['/api/follow-ups?lead_id=x', 'INVALID_INPUT'],
  ['/api/follow-ups?site_id=%00', 'INVALID_INPUT'],
  ['/api/commands?follow_up_id=%00', 'INVALID_REQUEST'],
])('%s is %s', async (path, code) => {
  const { status, body } = await get(path);
  expect([status, body.error.code]).toEqual([400, code]);
});

test('commands are listed and filtered', async () => {
  const { body } = await get(`/api/commands?follow_up_id=${ids[10]}`);
  expect(body.data.map(({ type }: { type: string }) => type).sort()).toEqual(['copywriter', 'sales']);
  const sales = await get('/api/commands?type=sales&limit=100');
  expect(sales.body.data).toHaveLength(24);
  const cancelled = await get('/api/commands?status=cancelled');
  expect(cancelled.body.data).toHaveLength(1);
  const pages = await get('/api/commands?limit=3');
  const next = await get(`/api/commands?limit=3&cursor=${pages.body.next_cursor}`);
  expect(new Set([...idsOf(pages.body), ...idsOf(next.body)]).size).toBe(6);
});

test('what has not changed is not sent again', async () => {
  const first = await get(`/api/follow-ups/${ids[3]}`);
  const etag = first.headers.get('etag') ?? '';
  expect(etag).not.toBe('');
  const same = await get(`/api/follow-ups/${ids[3]}`, { 'if-none-match': etag });
  expect([same.status, same.body]).toEqual([304, null]);
  await service.request('POST', `/api/follow-ups/${ids[3]}/cancel`);
  expect((await get(`/api/follow-ups/${ids[3]}`, { 'if-none-match': etag })).status).toBe(200);
});
