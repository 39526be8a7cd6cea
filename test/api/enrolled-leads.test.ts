import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { demoIds } from '../../prisma/demo-data.ts';
import { documentedExample, leadFollowUpPath } from '../../src/contract/documented-example.ts';
import { codeOf, driveSequences, manyRequests } from '../harness/sequence-driver.ts';
import { startService, type TestService } from '../harness/start-service.ts';

let service: TestService;

beforeAll(async () => {
  service = await startService({ settings: manyRequests, workers: false });
});

afterAll(() => service.close());

const { read, storeSequence, enroll } = driveSequences(() => service);
const later = new Date(4e12).toISOString();

/** A lead that is not stored, enrolled with the data that the request has. */
async function enrollOne(sequenceId: string) {
  const leadId = crypto.randomUUID();
  const email = `${leadId}@example.com`;
  const { name } = documentedExample.leadData;
  const id = await enroll(sequenceId, leadId, { lead_data: { name, email }, start_at: later });
  return { id, leadId, email };
}

const report = (body: object, headers: Record<string, string> = {}) =>
  service.request('POST', '/api/lead-events', {
    body: {
      source: 'mail',
      external_id: crypto.randomUUID(),
      at: '2026-03-03T10:00:00Z',
      type: 'reply',
      ...body,
    },
    headers,
  });
const reasonOf = async (id: string) => (await read(id)).stopped_by?.reason;

test('a lead that is only enrolled is found by its email address', async () => {
  const { id, email } = await enrollOne(await storeSequence());
  expect((await report({ email: email.toUpperCase() })).body.data).toMatchObject({
    interactions: [],
    stopped: [id],
  });
  expect(await reasonOf(id)).toBe('reply');
});

test('so is one whose data came with a request for several steps', async () => {
  const leadId = crypto.randomUUID();
  const email = `${leadId}@example.com`;
  const leadData = { ...documentedExample.leadData, email };
  const accepted = await service.request('POST', leadFollowUpPath, {
    body: { ...documentedExample, leadId, leadData, steps: 2 },
  });
  const { id } = accepted.body.data.enrollment;
  expect((await report({ email })).body.data).toMatchObject({ interactions: [], stopped: [id] });
});

test('a key finds enrolled leads of its own site alone', async () => {
  const { id, email } = await enrollOne(await storeSequence());
  const keyOf = async (siteId: string) => {
    const body = { name: 'CRM', scopes: ['data:write'], site_id: siteId };
    return (await service.request('POST', '/api/api-keys', { body })).body.data.key;
  };
  const other = { 'x-api-key': await keyOf(demoIds.sites.emailOnly) };
  expect(codeOf(await report({ email }, other))).toEqual([404, 'LEAD_NOT_FOUND']);
  const own = { 'x-api-key': await keyOf(demoIds.sites.acme) };
  expect((await report({ email }, own)).body.data.stopped).toEqual([id]);
});

test('an interaction cannot be stored without its lead, and the answer says where to send it', async () => {
  const { id, leadId } = await enrollOne(await storeSequence());
  const body = { date: '2026-03-03', type: 'reply', summary: 'Yes, please' };
  const add = (lead: string) => service.request('POST', `/api/leads/${lead}/interactions`, { body });
  const refused = await add(leadId);
  expect(codeOf(refused)).toEqual([404, 'LEAD_NOT_FOUND']);
  expect(refused.body.error.message).toContain('/api/lead-events');
  expect(await reasonOf(id)).toBeUndefined();
  expect((await add(crypto.randomUUID())).body.error.message).toBe('no such lead');
});

test('an unsubscribe and a suppression follow the address to other enrolled leads', async () => {
  const sequenceId = await storeSequence({ stop_on: ['opt_out'] });
  const first = await enrollOne(sequenceId);
  await report({ lead_id: first.leadId, type: 'unsubscribe' });
  expect(await reasonOf(first.id)).toBe('opt_out');
  const suppress = (address: string) =>
    service.request('POST', '/api/suppressions', { body: { channel: 'email', address } });
  // It is there already.
  expect((await suppress(first.email)).status).toBe(200);
  const second = await enrollOne(sequenceId);
  expect((await suppress(second.email)).status).toBe(201);
  expect(await reasonOf(second.id)).toBe('opt_out');
});
