import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { demoIds } from '../../prisma/demo-data.ts';
import { documentedExample, leadFollowUpPath } from '../../src/contract/documented-example.ts';
import { startWorkers } from '../../workers/start-workers.ts';
import { type Answer, startService, type TestService } from '../harness/start-service.ts';

let service: TestService;

beforeAll(async () => {
  service = await startService();
});

afterAll(() => service.close());

const site = `/api/sites/${demoIds.sites.acme}`;
const code = ({ status, body }: Answer) => [status, body?.error?.code];
const suppress = (channel: string, address: string) =>
  service.request('POST', '/api/suppressions', { body: { channel, address, reason: 'asked by phone' } });

/** A follow-up for a lead that is sent with the request alone. */
function writeTo(leadData: object, more: object = {}) {
  const body = { siteId: demoIds.sites.acme, leadId: crypto.randomUUID(), leadData, ...more };
  return service.request('POST', `${leadFollowUpPath}?wait=60`, { body });
}
const address = () => `${crypto.randomUUID()}@example.com`;
const { name, company } = documentedExample.leadData;

test('an address that is suppressed is not written to, whichever lead has it and however it is spelled', async () => {
  const email = address();
  const created = await suppress('email', email);
  expect(created.status).toBe(201);
  expect(created.body.data).toMatchObject({ channel: 'email', reason: 'asked by phone' });
  expect(JSON.stringify(created.body)).not.toContain(email);
  expect((await suppress('email', email.toUpperCase())).status).toBe(200);

  expect(code(await writeTo({ name, company, email: email.toUpperCase() }))).toEqual([
    400,
    'NO_VALID_CHANNELS_FOR_LEAD',
  ]);
  const byPhone = await writeTo({ name, company, email, phone: '+12025550123' });
  expect(byPhone.body.data.skipped_channels).toContainEqual({
    channel: 'email',
    reason: 'the address is suppressed',
  });

  expect((await service.request('DELETE', `/api/suppressions/${created.body.data.id}`)).status).toBe(204);
  expect((await writeTo({ name, company, email })).body.data.messages.email).toBeDefined();
});

test('a phone number is the same in every form', async () => {
  await suppress('whatsapp', '+1 (202) 555-0188');
  const { body } = await writeTo({ name, company, email: address(), phone: '+12025550188' });
  expect(body.data.skipped_channels).toContainEqual({
    channel: 'whatsapp',
    reason: 'the address is suppressed',
  });
});

test('an opt-out follows the address, outlives the lead, and ends with its withdrawal', async () => {
  const email = address();
  const leadId = crypto.randomUUID();
  const lead = `${site}/leads/${leadId}`;
  await service.request('PUT', lead, { body: { name, company, email, opt_outs: ['email'] } });
  expect(code(await writeTo({ name, email }))).toEqual([400, 'NO_VALID_CHANNELS_FOR_LEAD']);
  await service.request('PATCH', lead, { body: { opt_outs: [] } });
  expect((await writeTo({ name, email })).status).toBe(200);

  await service.request('PATCH', lead, { body: { opt_outs: ['email'] } });
  expect((await service.request('DELETE', lead)).status).toBe(204);
  expect(code(await writeTo({ name, email }))).toEqual([400, 'NO_VALID_CHANNELS_FOR_LEAD']);
  const stored = JSON.stringify(await service.services.database.prisma.suppression.findMany());
  expect(stored).not.toContain(email);
});

test('an opt-out stays when another lead with the address is stored, or somebody asked for more', async () => {
  const email = address();
  const store = (leadId: string, body: object) =>
    service.request('PUT', `${site}/leads/${leadId}`, { body: { name, company, email, ...body } });
  const [first, second] = [crypto.randomUUID(), crypto.randomUUID()];
  await store(first, { opt_outs: ['email'] });
  await store(second, {});
  await store(second, { opt_outs: [] });
  expect(code(await writeTo({ name, email }))).toEqual([400, 'NO_VALID_CHANNELS_FOR_LEAD']);
  // What a person asked for outlasts the withdrawal of the opt-out.
  expect((await suppress('email', email)).body.data.reason).toBe('asked by phone');
  await store(first, { opt_outs: [] });
  expect(code(await writeTo({ name, email }))).toEqual([400, 'NO_VALID_CHANNELS_FOR_LEAD']);
});

test('an unsubscribe suppresses the address too', async () => {
  const email = address();
  const leadId = crypto.randomUUID();
  await service.request('PUT', `${site}/leads/${leadId}`, { body: { name, company, email } });
  await service.request('POST', '/api/lead-events', {
    body: { source: 'mail', external_id: leadId, type: 'unsubscribe', at: '2026-11-26', email },
  });
  expect(code(await writeTo({ name, email }))).toEqual([400, 'NO_VALID_CHANNELS_FOR_LEAD']);
});

test('a message under review is not published to an address that was suppressed meanwhile', async () => {
  const email = address();
  const { body } = await writeTo({ name, company, email }, { requireReview: true });
  await suppress('email', email);
  const approved = await service.request('POST', `/api/follow-ups/${body.data.id}/approve`, {
    body: { revisions: { email: 1 } },
  });
  expect(code(approved)).toEqual([400, 'NO_VALID_CHANNELS']);
});

test('what is suppressed after the request is not published', async () => {
  const idle = await startService({ workers: false });
  const email = address();
  const body = {
    siteId: demoIds.sites.acme,
    leadId: crypto.randomUUID(),
    leadData: { name, company, email },
  };
  const accepted = (await idle.request('POST', leadFollowUpPath, { body })).body.data;
  await idle.request('POST', '/api/suppressions', { body: { channel: 'email', address: email } });
  const workers = startWorkers(idle.services);
  const ended = await idle.request('GET', `${accepted.urls.self}?wait=60`);
  expect(code(ended)).toEqual([400, 'NO_VALID_CHANNELS']);
  await workers.close();
  await idle.close();
});

test('suppressions belong to an organisation, and need an address of their channel', async () => {
  expect(code(await suppress('email', 'no address'))).toEqual([400, 'INVALID_REQUEST']);
  expect(code(await suppress('whatsapp', 'no number'))).toEqual([400, 'INVALID_PHONE_NUMBER']);
  expect(code(await suppress('web', address()))).toEqual([400, 'INVALID_REQUEST']);
  expect(code(await service.request('DELETE', '/api/suppressions/sup_x'))).toEqual([404, 'NOT_FOUND']);
  const key = await service.request('POST', '/api/api-keys', {
    body: { name: 'Site', scopes: ['data:write', 'data:read'], site_id: demoIds.sites.acme },
  });
  const headers = { 'x-api-key': key.body.data.key };
  const bound = await service.request('POST', '/api/suppressions', {
    body: { channel: 'email', address: address() },
    headers,
  });
  expect(code(bound)).toEqual([403, 'FORBIDDEN']);
  const { body } = await service.request('GET', '/api/suppressions?limit=100');
  expect(body.data.every((one: object) => !('hash' in one) && !('address' in one))).toBe(true);
});
