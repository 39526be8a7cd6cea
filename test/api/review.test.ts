import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { demoIds } from '../../prisma/demo-data.ts';
import { documentedExample, leadFollowUpPath } from '../../src/contract/documented-example.ts';
import { sweepReviews } from '../../src/follow-ups/review/sweep-reviews.ts';
import { type Answer, startService, type TestService } from '../harness/start-service.ts';
import { until } from '../harness/until.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../harness/webhook-receiver.ts';

let service: TestService;
let receiver: WebhookReceiver;

beforeAll(async () => {
  receiver = await startWebhookReceiver();
  service = await startService({ settings: { WEBHOOK_ALLOW_PRIVATE: 'true', SWEEP_INTERVAL_MS: '500' } });
});

afterAll(async () => {
  await service.close();
  await receiver.close();
});

const path = (id: string, rest = '') => `/api/follow-ups/${id}${rest}`;
const read = async (id: string) => (await service.request('GET', path(id))).body.data;

/** A follow-up for a lead of its own, whose messages await a decision. */
async function awaitReview(body: object = {}): Promise<{ id: string; leadId: string }> {
  const leadId = crypto.randomUUID();
  const { name, company, phone } = documentedExample.leadData;
  // An opt-out follows the address.
  const email = `${leadId}@example.com`;
  await service.request('PUT', `/api/sites/${demoIds.sites.acme}/leads/${leadId}`, {
    body: { name, company, email, phone },
  });
  const request = { ...documentedExample, leadId, leadData: undefined, requireReview: true, ...body };
  const { body: answer } = await service.request('POST', `${leadFollowUpPath}?wait=60`, { body: request });
  expect(answer.data.status).toBe('awaiting_review');
  return { id: answer.data.id, leadId };
}

const patch = (id: string, body: object, ifMatch: string | null = '"1"') =>
  service.request('PATCH', path(id, '/messages/email'), {
    body,
    headers: ifMatch === null ? {} : { 'if-match': ifMatch },
  });
const approve = (id: string, body: object) => service.request('POST', path(id, '/approve'), { body });
const reject = (id: string, body: object) => service.request('POST', path(id, '/reject'), { body });
const summary = ({ status, body }: Answer) => [status, body.error?.code ?? body.data.status];

describe('a follow-up that needs a review', () => {
  test('publishes nothing before a person approves', async () => {
    const { id } = await awaitReview();
    const followUp = await read(id);
    expect(followUp).toMatchObject({ status: 'awaiting_review', messages: null, finished_at: null });
    expect(followUp.review).toMatchObject({
      status: 'pending',
      revisions: { email: 1, whatsapp: 1, notification: 1, web: 1 },
      stale: null,
      decided_at: null,
    });
    expect(followUp.review.messages.email.message).toContain('Jane');

    const approved = await approve(id, { revisions: { email: 1, web: 1 }, reviewer: 'Ana' });
    expect(summary(approved)).toEqual([200, 'completed']);
    const { messages, skipped_channels, review, quality } = approved.body.data;
    expect(Object.keys(messages)).toEqual(['email', 'web']);
    expect(messages.email).toEqual(followUp.review.messages.email);
    expect(skipped_channels).toEqual(
      expect.arrayContaining([
        { channel: 'whatsapp', reason: 'not_approved' },
        { channel: 'notification', reason: 'not_approved' },
      ]),
    );
    expect(quality.email.refined).toBe(true);
    expect(review).toMatchObject({ status: 'approved', reviewer: 'Ana', reason: null });
    expect(review.decided_by).toMatch(/^key_/);
  });

  test('is asked for by the site too, and a request cannot say otherwise', async () => {
    const site = `/api/sites/${demoIds.sites.acme}`;
    expect((await service.request('PATCH', site, { body: { review: 'required' } })).body.data.review).toBe(
      'required',
    );
    await awaitReview({ requireReview: false });
    await service.request('PATCH', site, { body: { review: null } });
    const { body } = await service.request('POST', `${leadFollowUpPath}?wait=60`, {
      body: documentedExample,
    });
    expect(body.data).toMatchObject({ status: 'completed', review: null });
  });

  test('can be rejected, and cancelled', async () => {
    const { id } = await awaitReview();
    const rejected = await reject(id, { reason: 'we spoke yesterday', reviewer: 'Ben' });
    expect(rejected.body.data).toMatchObject({
      status: 'cancelled',
      messages: null,
      error: { code: 'REVIEW_REJECTED', details: { reason: 'we spoke yesterday' } },
      review: { status: 'rejected', reason: 'we spoke yesterday', reviewer: 'Ben' },
    });
    expect((await reject(id, { reason: 'we spoke yesterday' })).status).toBe(200);
    expect(summary(await approve(id, { revisions: { email: 1 } }))).toEqual([409, 'ALREADY_DECIDED']);
    expect(summary(await service.request('GET', `${path(id)}?wait=1`))).toEqual([409, 'REVIEW_REJECTED']);

    const other = await awaitReview();
    await service.request('POST', path(other.id, '/cancel'));
    expect(await read(other.id)).toMatchObject({
      status: 'cancelled',
      error: null,
      review: { status: 'rejected', reason: 'the follow-up was cancelled' },
    });
  });

  test('expires without a decision', async () => {
    const { id } = await awaitReview();
    const { prisma } = service.services.database;
    await prisma.review.update({ where: { followUpId: id }, data: { expiresAt: new Date(0) } });
    await sweepReviews(service.services, new AbortController().signal);
    expect(await read(id)).toMatchObject({
      status: 'cancelled',
      error: { code: 'REVIEW_EXPIRED' },
      review: { status: 'expired', decided_by: null },
    });
  });

  test('is listed in the review queue, oldest first if asked', async () => {
    const first = await awaitReview();
    const second = await awaitReview();
    const { body } = await service.request('GET', '/api/follow-ups?review=pending&order=asc&limit=100');
    const ids = body.data.map((one: { id: string }) => one.id);
    expect(ids.indexOf(first.id)).toBeLessThan(ids.indexOf(second.id));
    expect(body.data.every((one: { review: unknown }) => one.review !== null)).toBe(true);
    // The pages of the list continue in its order.
    const page = await service.request('GET', '/api/follow-ups?review=pending&order=asc&limit=1');
    const next = await service.request(
      'GET',
      `/api/follow-ups?review=pending&order=asc&limit=1&cursor=${page.body.next_cursor}`,
    );
    expect([page.body.data[0].id, next.body.data[0].id]).toEqual(ids.slice(0, 2));
    await approve(first.id, { revisions: { email: 1 } });
    const approved = await service.request('GET', '/api/follow-ups?review=approved&limit=100&view=full');
    expect(approved.body.data.map((one: { id: string }) => one.id)).toContain(first.id);
  });
});

describe('a message under review', () => {
  let id: string;
  let leadId: string;
  let text: string;
  beforeEach(async () => {
    ({ id, leadId } = await awaitReview());
    text = (await read(id)).review.messages.email.message;
  });

  test('is changed by a person who has seen the newest revision', async () => {
    expect(summary(await patch(id, { title: 'Your questions' }, null))).toEqual([
      428,
      'PRECONDITION_REQUIRED',
    ]);
    const changed = await patch(id, { title: 'Your questions, Jane', reviewer: 'Ana' });
    expect(changed.headers.get('etag')).toBe('"2"');
    expect(changed.body.data).toMatchObject({
      revision: 2,
      title: 'Your questions, Jane',
      message: text,
      author: { type: 'person', reviewer: 'Ana', command_id: null },
    });
    expect(summary(await patch(id, { title: 'Another' }))).toEqual([412, 'REVISION_OUTDATED']);
    expect(summary(await approve(id, { revisions: { email: 1 } }))).toEqual([409, 'REVISION_OUTDATED']);
    const approved = await approve(id, { revisions: { email: 2 } });
    expect(approved.body.data.messages.email.title).toBe('Your questions, Jane');
    expect(approved.body.data.quality.email.reason).toBe('a person wrote this version');
    const { body } = await service.request('GET', path(id, '/messages/email/revisions'));
    expect(body.data.map((one: { author: { type: string } }) => one.author.type)).toEqual([
      'model',
      'person',
    ]);
  });

  test('cannot be one that the quality gate stops, unless a person takes responsibility for a claim', async () => {
    const claim = { message: `${text}\n\nIt costs $99 a month.` };
    const refused = await patch(id, claim);
    expect(summary(refused)).toEqual([422, 'MESSAGE_REJECTED']);
    expect(refused.body.error.details).toMatchObject({
      violations: [{ rule: 'money' }],
      overridable: ['money'],
    });
    const override = { rules: ['money'], reason: 'the price list of Monday' };
    const allowed = await patch(id, { ...claim, override });
    expect(allowed.body.data).toMatchObject({ revision: 2, override, violations: [{ rule: 'money' }] });

    const unfit = { message: `${text}\n\n[Your name]` };
    expect(summary(await patch(id, unfit, '"2"'))).toEqual([422, 'MESSAGE_REJECTED']);
    const forced = { ...unfit, override: { rules: ['placeholder'], reason: 'no' } };
    expect(summary(await patch(id, forced, '"2"'))).toEqual([400, 'INVALID_REQUEST']);
  });

  test('is written again on request', async () => {
    const asked = await service.request('POST', path(id, '/messages/email/regenerate'), {
      body: { instructions: 'shorter' },
    });
    expect(asked.status).toBe(202);
    const again = await service.request('POST', path(id, '/messages/email/regenerate'));
    expect([202, 409]).toContain(again.status);
    await until(async () => (await read(id)).review.revisions.email >= 2);
    const command = (await service.request('GET', asked.body.data.urls.self)).body.data;
    expect(command).toMatchObject({ type: 'copywriter', channel: 'email', follow_up_id: id });
    const { command_ids } = await read(id);
    const { body } = await service.request('GET', path(id, '/messages/email/revisions'));
    expect(body.data[1]).toMatchObject({
      author: { type: 'model', command_id: asked.body.data.command_id, api_key_id: null },
    });
    expect(body.data[1].message).not.toBe(text);
    expect(command_ids.copywriter).not.toBe(asked.body.data.command_id);
    const types = (await service.services.database.prisma.event.findMany({ where: { followUpId: id } })).map(
      ({ type }) => type,
    );
    expect(types).toEqual(
      expect.arrayContaining(['follow_up.review_requested', 'follow_up.message_revised']),
    );
  });

  test('is stale when the lead has changed, until it is written again or accepted', async () => {
    const site = `/api/sites/${demoIds.sites.acme}`;
    const stored = (await service.request('GET', `${site}/leads/${leadId}`)).body.data;
    // The nightly synchronisation of a CRM changes nothing.
    await service.request('PUT', `${site}/leads/${leadId}`, { body: stored });
    expect((await read(id)).review.stale).toBeNull();

    await service.request('POST', `/api/leads/${leadId}/interactions`, {
      body: { date: '2026-11-26', type: 'call', author: 'lead', summary: 'Asked for a trial' },
    });
    await service.request('PATCH', `${site}/leads/${leadId}`, { body: { company: 'Globex' } });
    expect((await read(id)).review.stale).toEqual({ lead: true, interactions: 1 });
    expect(summary(await approve(id, { revisions: { email: 1 } }))).toEqual([409, 'REVIEW_STALE']);

    await service.request('POST', path(id, '/messages/email/regenerate'));
    await until(async () => (await read(id)).review.revisions.email === 2);
    const { review, lead } = await read(id);
    expect(lead.company).toBe('Globex');
    expect(review.messages.email.message).toContain('Globex');
    // The other texts still say what was known before.
    expect(review.stale).toEqual({ lead: true, interactions: 1 });
    expect(summary(await approve(id, { revisions: { email: 2, web: 1 } }))).toEqual([409, 'REVIEW_STALE']);
    expect(summary(await approve(id, { revisions: { email: 2 } }))).toEqual([200, 'completed']);

    const other = await awaitReview();
    await service.request('POST', `/api/leads/${other.leadId}/interactions`, {
      body: { date: '2026-11-26', type: 'call', summary: 'They called' },
    });
    expect(summary(await approve(other.id, { revisions: { email: 1 }, stale: 'accept' }))).toEqual([
      200,
      'completed',
    ]);
  });

  test('is not published to a lead that has opted out meanwhile', async () => {
    const lead = `/api/sites/${demoIds.sites.acme}/leads/${leadId}`;
    await service.request('PATCH', lead, { body: { opt_outs: ['email'] } });
    expect(summary(await approve(id, { revisions: { email: 1 } }))).toEqual([400, 'NO_VALID_CHANNELS']);
    const { data } = (await approve(id, { revisions: { email: 1, whatsapp: 1 } })).body;
    expect(Object.keys(data.messages)).toEqual(['whatsapp']);
    expect(data.skipped_channels).toContainEqual({ channel: 'email', reason: 'the lead has opted out' });
  });
});

describe('a decision', () => {
  test('is made once, by whoever comes first', async () => {
    const { id } = await awaitReview();
    const answers = await Promise.all([
      approve(id, { revisions: { email: 1 } }),
      approve(id, { revisions: { web: 1 } }),
      reject(id, { reason: 'no' }),
      approve(id, { revisions: { email: 1 } }),
    ]);
    const accepted = answers.filter(({ status }) => status === 200);
    const states = new Set(accepted.map(({ body }) => JSON.stringify(body.data.review.decided_at)));
    expect(states.size).toBe(1);
    expect(answers.filter(({ body }) => body.error?.code === 'ALREADY_DECIDED').length).toBe(
      4 - accepted.length,
    );
    const events = await service.services.database.prisma.event.findMany({
      where: { followUpId: id, type: { in: ['follow_up.completed', 'follow_up.cancelled'] } },
    });
    expect(events).toHaveLength(1);
  });

  test('needs the scope, and stays out of the reach of others', async () => {
    const { id } = await awaitReview();
    const key = await service.request('POST', '/api/api-keys', {
      body: { name: 'Reader', scopes: ['follow_ups:read', 'follow_ups:write'] },
    });
    const headers = { 'x-api-key': key.body.data.key };
    const answer = await service.request('POST', path(id, '/approve'), {
      body: { revisions: { email: 1 } },
      headers,
    });
    expect(summary(answer)).toEqual([403, 'FORBIDDEN']);
    const { body } = await service.request('POST', `${leadFollowUpPath}?wait=60`, {
      body: documentedExample,
    });
    expect(summary(await approve(body.data.id, { revisions: { email: 1 } }))).toEqual([409, 'NOT_IN_REVIEW']);
    expect(summary(await approve(id, { revisions: {} }))).toEqual([400, 'INVALID_REQUEST']);
    expect((await approve(id, { revisions: { email: 1 }, publish: true })).body.error.message).toContain(
      'unknown fields',
    );
  });

  test('is told to webhooks: the request for a review, each revision, and the end', async () => {
    const types = ['follow_up.review_requested', 'follow_up.message_revised', 'follow_up.completed'];
    const endpoint = await service.request('POST', '/api/webhook-endpoints', {
      body: { url: receiver.url, events: types },
    });
    expect(endpoint.status).toBe(201);
    const { id } = await awaitReview();
    await patch(id, { title: 'Your questions, Jane' });
    await approve(id, { revisions: { email: 2 } });
    const seen = () =>
      receiver.webhooks
        .map((request) => JSON.parse(request.body))
        .filter((event) => event.data.id === id)
        .map((event) => [event.type, event.data.messages === null || event.data.status === 'completed']);
    await until(async () => seen().length === 3);
    expect(
      seen()
        .map(([type]) => type)
        .sort(),
    ).toEqual([...types].sort());
    expect(seen().every(([, isSafe]) => isSafe)).toBe(true);
  });
});
