import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { demoIds, demoKey } from '../../prisma/demo-data.ts';
import { leadFollowUpPath } from '../../src/contract/documented-example.ts';
import type { Scope } from '../../src/contract/principal.ts';
import { newId } from '../../src/platform/ids.ts';
import { startService, type TestService } from '../harness/start-service.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../harness/webhook-receiver.ts';

const { sites, leads, organisation } = demoIds;
const jane = { siteId: sites.acme, leadId: leads.jane };
/** What is stored of the lead and told to nobody who may not see it. */
const stored = {
  email: 'hidden.jane@lead.example',
  painPoint: 'the printer on the third floor',
  budget: '77,350',
};

let service: TestService;
let receiver: WebhookReceiver;
let writeOnly: string;

beforeAll(async () => {
  service = await startService({ settings: { WEBHOOK_ALLOW_PRIVATE: 'true' } });
  receiver = await startWebhookReceiver();
  writeOnly = await newKey(['follow_ups:write']);
  await service.services.database.prisma.lead.update({
    where: { organisationId_id: { organisationId: organisation, id: leads.jane } },
    data: { email: stored.email, painPoints: [stored.painPoint], budgetRange: stored.budget },
  });
});

afterAll(async () => {
  await service.close();
  await receiver.close();
});

async function newKey(scopes: Scope[]): Promise<string> {
  const { body } = await service.request('POST', '/api/api-keys', { body: { name: 'X', scopes } });
  return body.data.key;
}

async function post(key: string, path: string, body?: object, headers: Record<string, string> = {}) {
  const answer = await service.request('POST', path, { body, headers: { 'x-api-key': key, ...headers } });
  return { status: answer.status, data: answer.body.data };
}

const write = (key: string, more: object = {}, headers: Record<string, string> = {}) =>
  post(key, `${leadFollowUpPath}?wait=30`, { ...jane, ...more }, headers);

/** An answer with its messages, which may quote the lead, and without the lead. */
function expectHidden({ status, data }: { status: number; data: Record<string, unknown> }): void {
  expect(status).toBe(200);
  expect(data).toMatchObject({ status: 'completed', lead: null });
  expect(data['messages']).toMatchObject({ email: { title: expect.any(String) } });
  expectNothingStored({ ...data, messages: null });
}

function expectNothingStored(data: unknown): void {
  const text = JSON.stringify(data);
  for (const fact of Object.values(stored)) expect(text).not.toContain(fact);
}

/** A copy of a completed follow-up as one that has failed. */
async function failedCopy(id: string): Promise<string> {
  const copy = newId('fup');
  await service.services.database.pool.query(
    `INSERT INTO follow_up (id, organisation_id, site_id, lead_id, status, request, facts, plan, error, callback_url, lead_hidden, finished_at)
     SELECT $2, organisation_id, site_id, lead_id, 'failed', request, facts, plan,
       '{"code": "SALES_COMMAND_FAILED", "message": "no answer"}', callback_url, lead_hidden, finished_at FROM follow_up WHERE id = $1`,
    [id, copy],
  );
  return copy;
}

describe('a key that can only write follow-ups', () => {
  test('gets the messages of its own and no lead', async () => {
    expectHidden(await write(writeOnly));
  });

  test('gets the same when it sends the request again', async () => {
    const key = { 'idempotency-key': 'sent-twice' };
    const first = await write(writeOnly, {}, key);
    const again = await write(writeOnly, {}, key);
    expectHidden(again);
    expect(again.data).toEqual(first.data);
    const withoutWait = await post(writeOnly, leadFollowUpPath, jane, key);
    expect(withoutWait.data).toEqual(first.data);
  });

  test('gets the messages of a retry and no lead', async () => {
    const { data } = await write(demoKey);
    expectHidden(await post(writeOnly, `/api/follow-ups/${await failedCopy(data.id)}/retry?wait=30`));
  });

  test('gets neither lead nor messages from a cancel', async () => {
    const { data } = await write(demoKey);
    const cancelled = await post(writeOnly, `/api/follow-ups/${data.id}/cancel`);
    expect(cancelled.data).toMatchObject({
      id: data.id,
      status: 'completed',
      lead: null,
      messages: null,
      quality: {},
    });
    expectNothingStored(cancelled.data);
  });

  test('gets none when it did not wait and the follow-up had not ended', async () => {
    const { status, data } = await post(writeOnly, leadFollowUpPath, jane);
    expect(status).toBe(202);
    expectNothingStored(data);
  });
});

test.each<[Scope[]]>([
  [['follow_ups:write', 'follow_ups:read']],
  [['follow_ups:write', 'data:read']],
  [['admin']],
])('a key with %j sees the lead', async (scopes) => {
  const key = await newKey(scopes);
  const written = await write(key);
  expect(written.data.lead).toMatchObject({ email: stored.email, budget_range: stored.budget });
  const cancelled = await post(key, `/api/follow-ups/${written.data.id}/cancel`);
  expect(cancelled.data).toEqual(written.data);
});

describe('a callback', () => {
  let told: number;
  beforeEach(() => {
    told = receiver.webhooks.length;
  });

  async function callback() {
    const webhooks = await receiver.waitFor(told + 1);
    return JSON.parse(webhooks[told]?.body ?? '').data;
  }

  test('of a key that may not see leads does not show the lead', async () => {
    const { data } = await write(writeOnly, { callbackUrl: receiver.url });
    expect(await callback()).toEqual(data);
  });

  test('of one that may shows the lead', async () => {
    await write(demoKey, { callbackUrl: receiver.url });
    expect((await callback()).lead).toMatchObject({ email: stored.email });
  });

  test('of a failed one that is tried again with more rights shows what it would have shown', async () => {
    const { data } = await write(writeOnly, { callbackUrl: receiver.url });
    await callback();
    told += 1;
    const retried = await post(demoKey, `/api/follow-ups/${await failedCopy(data.id)}/retry?wait=30`);
    expect(retried.data.lead).toMatchObject({ email: stored.email });
    expect(await callback()).toEqual({ ...retried.data, lead: null });
  });
});

test('a registered endpoint is told of every lead', async () => {
  const endpoint = await startWebhookReceiver();
  try {
    const { status } = await post(demoKey, '/api/webhook-endpoints', { url: endpoint.url });
    expect(status).toBe(201);
    await write(writeOnly);
    const [webhook] = await endpoint.waitFor(1);
    expect(JSON.parse(webhook?.body ?? '').data.lead).toMatchObject({ email: stored.email });
  } finally {
    await endpoint.close();
  }
});
