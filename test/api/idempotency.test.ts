import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { demoIds, otherKey } from '../../prisma/demo-data.ts';
import { leadFollowUpPath } from '../../src/contract/documented-example.ts';
import { startService, type TestService } from '../harness/start-service.ts';

const { sites, leads } = demoIds;
const request = { siteId: sites.acme, leadId: leads.jane, productInterest: ['x'] };
let service: TestService;

beforeAll(async () => {
  service = await startService({ workers: false });
});

afterAll(() => service.close());

const post = (key: string, body: unknown = request, headers: Record<string, string> = {}) =>
  service.request('POST', leadFollowUpPath, { body, headers: { 'idempotency-key': key, ...headers } });
const count = () => service.services.database.prisma.followUp.count();

test('the same request again is answered with the same follow-up', async () => {
  const first = await post('again');
  const second = await post('again');
  expect([first.status, second.status]).toEqual([202, 202]);
  expect(second.body.data.id).toBe(first.body.data.id);
  expect(first.headers.get('idempotency-replayed')).toBeNull();
  expect(second.headers.get('idempotency-replayed')).toBe('true');
});

test('a hundred at once make one follow-up', async () => {
  const before = await count();
  const answers = await Promise.all(Array.from({ length: 100 }, () => post('hundred')));
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 100 }, () => 202));
  expect(new Set(answers.map(({ body }) => body.data.id)).size).toBe(1);
  expect(answers.filter(({ headers }) => headers.get('idempotency-replayed') === null)).toHaveLength(1);
  expect((await count()) - before).toBe(1);
});

test('the key may be quoted, and the body in the other spelling and order', async () => {
  const first = await post('spelled');
  const same = { product_interest: ['x'], lead_id: leads.jane, site_id: sites.acme };
  expect((await post('"spelled"', same)).body.data.id).toBe(first.body.data.id);
});

test('the same key with another body is refused, before the site is looked up', async () => {
  await post('reused');
  const { status, body } = await post('reused', {
    ...request,
    siteId: 'a0000000-0000-4000-8000-00000000dead',
  });
  expect([status, body.error.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
});

test('a request that is refused leaves the key free', async () => {
  const refused = await post('free', { ...request, leadId: 'b0000000-0000-4000-8000-00000000dead' });
  expect(refused.status).toBe(404);
  expect((await post('free')).status).toBe(202);
});

test("another organisation's key of the same name is another key", async () => {
  const mine = await post('shared');
  const body = { siteId: sites.other, leadId: leads.other };
  const theirs = await post('shared', body, { 'x-api-key': otherKey });
  expect(theirs.status).toBe(202);
  expect(theirs.body.data.id).not.toBe(mine.body.data.id);
});

test('an expired key is free again', async () => {
  const first = await post('expired');
  await service.services.database.prisma.idempotencyKey.updateMany({
    where: { key: 'expired' },
    data: { expiresAt: new Date(Date.now() - 1_000) },
  });
  const second = await post('expired', { ...request, productInterest: ['y'] });
  expect(second.status).toBe(202);
  expect(second.body.data.id).not.toBe(first.body.data.id);
});

test('a replay is answered as a GET would: finished once it has finished', async () => {
  const first = await post('finished');
  await service.request('POST', first.body.data.urls.cancel);
  const replay = await post('finished');
  expect([replay.status, replay.body.data.status]).toEqual([200, 'cancelled']);
  const waited = await post('finished', request, { prefer: 'wait=1' });
  expect([waited.status, waited.body.error.code]).toEqual([409, 'COMMAND_CANCELLED']);
  expect(waited.headers.get('idempotency-replayed')).toBe('true');
});

test.each(['', '""', 'x'.repeat(256)])('the key %j is refused', async (key) => {
  const { status, body } = await post(key);
  expect([status, body.error.code]).toEqual([400, 'INVALID_REQUEST']);
});

test('a key of 255 characters is taken', async () => {
  expect((await post('x'.repeat(255))).status).toBe(202);
});
