import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { demoIds, demoKey } from '../../prisma/demo-data.ts';
import { documentedExample, leadFollowUpPath } from '../../src/contract/documented-example.ts';
import { type ModelServer, startModelServer } from '../harness/model-server.ts';
import { startService, type TestService } from '../harness/start-service.ts';
import { until } from '../harness/until.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../harness/webhook-receiver.ts';

const operator = { 'x-api-key': 'the-operators-key-of-the-tests-01' };
const path = `/api/organisations/${demoIds.organisation}`;

let model: ModelServer;
let receiver: WebhookReceiver;
let service: TestService;

beforeEach(async () => {
  model = await startModelServer();
  receiver = await startWebhookReceiver();
  service = await startService({
    modelUrl: model.baseUrl,
    settings: { SWEEP_INTERVAL_MS: '100', SHUTDOWN_GRACE_MS: '500', WEBHOOK_ALLOW_PRIVATE: 'true' },
  });
});

afterEach(async () => {
  await service.close();
  await receiver.close();
  await model.close();
});

const asOperator = (method: string, suffix = '', body?: unknown) =>
  service.request(method, `${path}${suffix}`, { headers: operator, ...(body ? { body } : {}) });
const post = (fields: object = {}, headers: Record<string, string> = {}) =>
  service.request('POST', leadFollowUpPath, { body: { ...documentedExample, ...fields }, headers });
const stored = (id: string) =>
  service.services.database.prisma.followUp.findUniqueOrThrow({
    where: { id },
    include: { commands: { orderBy: { kind: 'desc' } } },
  });

describe('a suspended organisation', () => {
  test('is refused, its phases wait, and after resuming they go on as if nothing had been', async () => {
    let answerSales: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      answerSales = resolve;
    });
    model.respond(async (_request, index) => {
      if (index === 0) await held;
      return undefined;
    });
    const { body } = await post({ callbackUrl: receiver.url });
    await model.waitForRequests(1);
    const suspended = await asOperator('POST', '/suspend', { reason: 'unpaid' });
    expect(suspended.body.data).toMatchObject({ status: 'suspended', suspended: { reason: 'unpaid' } });

    const refused = await service.request('GET', body.data.urls.self);
    expect([refused.status, refused.body.error]).toMatchObject([
      403,
      { code: 'FORBIDDEN', details: { reason: 'organisation_suspended' } },
    ]);
    // The call that was in progress is finished and stored, and nothing begins after it.
    answerSales();
    await until(async () => (await stored(body.data.id)).commands[0]?.status === 'completed');
    // Long enough for the next phase and the webhook to be tried several times.
    await setTimeout(500);
    expect((await stored(body.data.id)).commands).toMatchObject([
      { status: 'completed' },
      { status: 'queued' },
    ]);
    expect(model.requests).toHaveLength(1);
    expect(receiver.webhooks).toHaveLength(0);

    const resumed = await asOperator('POST', '/resume');
    expect(resumed.body.data).toMatchObject({ status: 'active', suspended: null });
    const ended = await service.request('GET', `${body.data.urls.self}?wait=30`);
    expect(ended.body.data).toMatchObject({ status: 'completed', quality: { email: { refined: true } } });
    await receiver.waitFor(1);
    expect(model.requests).toHaveLength(2);
  });

  test('loses its open waits and streams', async () => {
    model.respond({ kind: 'hang' });
    const { body } = await post();
    const wait = service.request('GET', `${body.data.urls.self}?wait=30`);
    const stream = await fetch(`${service.url}${body.data.urls.events}`, {
      headers: { 'x-api-key': demoKey },
    });
    await asOperator('POST', '/suspend');
    expect((await wait).body.error.code).toBe('UNAUTHORIZED');
    await stream.text();
  });
});

test('deleting an organisation deletes every row of it, and none of another', async () => {
  const other = await service.request('POST', '/api/organisations', {
    headers: operator,
    body: { name: 'Other' },
  });
  const asOther = { 'x-api-key': other.body.data.api_key as string };
  const sites = await service.request('GET', '/api/sites');
  const { id, name, locale, timezone } = sites.body.data[0];
  await service.request('PUT', `/api/sites/${id}`, { headers: asOther, body: { name, locale, timezone } });
  await service.request('POST', '/api/webhook-endpoints', {
    body: { url: receiver.url, events: ['follow_up.completed'] },
  });
  await service.request('PUT', `/api/leads/${demoIds.leads.jane}/opt-outs/whatsapp`);
  await post({ callbackUrl: receiver.url }, { 'idempotency-key': 'once', prefer: 'wait=30' });
  // One that has not ended is deleted too, and its job ends without harm.
  model.respond({ kind: 'hang' });
  await post();
  await model.waitForRequests(3);

  const before = await countRows();
  const ours = Object.entries(before).filter(([, { own }]) => own > 0);
  expect(ours.map(([table]) => table)).toEqual(
    expect.arrayContaining(['agent', 'api_key', 'command', 'delivery', 'event', 'follow_up', 'lead', 'site']),
  );
  const answer = await asOperator('DELETE');
  expect([answer.status, answer.body.data.status]).toEqual([202, 'deleting']);
  expect((await asOperator('POST', '/resume')).status).toBe(404);
  await until(async () => (await asOperator('GET')).status === 404, 30_000);

  const after = await countRows();
  const left = Object.entries(after).filter(([, { own }]) => own > 0);
  expect(left.map(([table]) => table)).toEqual(['audit']);
  for (const [table, { others }] of Object.entries(after)) {
    if (table !== 'audit') expect([table, others]).toEqual([table, before[table]?.others]);
  }
  const { prisma } = service.services.database;
  expect(await prisma.modelCall.count()).toBe(0);
  expect(await prisma.audit.findMany({ where: { action: 'organisation.deleted' } })).toMatchObject([
    { actor: 'operator', subject: demoIds.organisation },
  ]);
  const mine = await service.request('GET', '/api/sites', { headers: asOther });
  expect(mine.body.data).toHaveLength(1);
});

/** Rows of each table that names an organisation: those of the demo organisation, and those of others. */
async function countRows(): Promise<Record<string, { own: number; others: number }>> {
  const { pool } = service.services.database;
  const { rows: tables } = await pool.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name = 'organisation_id' ORDER BY 1`,
  );
  const counts: Record<string, { own: number; others: number }> = {};
  for (const { name } of tables) {
    const { rows } = await pool.query(
      `SELECT count(*) FILTER (WHERE organisation_id = $1)::int AS own,
              count(*) FILTER (WHERE organisation_id <> $1)::int AS others FROM ${name}`,
      [demoIds.organisation],
    );
    counts[name] = rows[0];
  }
  return counts;
}
