import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { documentedExample, leadFollowUpPath } from '../../src/contract/documented-example.ts';
import { webhookEventSchema } from '../../src/contract/webhook-event.ts';
import { enqueueDue } from '../../src/webhooks/enqueue.ts';
import { type ModelServer, startModelServer } from '../harness/model-server.ts';
import { describeEachQueueBackend, type OpenQueueBackend } from '../harness/queue-backends.ts';
import { startService, type TestService } from '../harness/start-service.ts';
import { until } from '../harness/until.ts';
import {
  answering,
  hanging,
  ok,
  type ReceivedWebhook,
  startWebhookReceiver,
  type WebhookReceiver,
} from '../harness/webhook-receiver.ts';

const demoSecret = 'whsec_bGVhZC1mb2xsb3d1cC1kZW1vLWNhbGxiYWNrLTAwMDE=';

describeEachQueueBackend('webhooks', (backend) => {
  let queue: OpenQueueBackend;
  let service: TestService;
  let model: ModelServer;
  /** A new one for each test: what others have left undelivered finds nobody. */
  let receiver: WebhookReceiver;

  beforeAll(async () => {
    queue = await backend.open();
    model = await startModelServer();
    service = await startService({
      redisUrl: queue.redisUrl,
      modelUrl: model.baseUrl,
      settings: { WEBHOOK_ALLOW_PRIVATE: 'true', WEBHOOK_TIMEOUT_MS: '500' },
    });
  });

  beforeEach(async () => {
    receiver = await startWebhookReceiver();
  });

  afterEach(() => receiver.close());

  afterAll(async () => {
    await service.close();
    await model.close();
    await queue.close();
  });

  const request = async (method: string, path: string, body?: unknown) =>
    (await service.request(method, path, { body })).body?.data;
  const accept = () => request('POST', leadFollowUpPath, { ...documentedExample, callbackUrl: receiver.url });
  /** One that has ended, with a callback unless `more` says otherwise. */
  const followUp = (more: object = { callbackUrl: receiver.url }) =>
    request('POST', `${leadFollowUpPath}?wait=20`, { ...documentedExample, ...more });
  const deliveriesOf = (id: string) => request('GET', `/api/follow-ups/${id}/deliveries`);

  /** The first delivery of a follow-up, once it has so many attempts. */
  async function delivery(id: string, attempts: number) {
    await until(async () => (await deliveriesOf(id))[0]?.attempts.length >= attempts);
    return (await deliveriesOf(id))[0];
  }

  /** As if the time of every attempt that waits had come; the queue knows nothing of it. */
  async function comeDue() {
    await service.services.database.pool.query(
      "UPDATE delivery SET next_attempt_at = now() - interval '1 minute' WHERE status = 'pending'",
    );
    await enqueueDue(service.services, new AbortController().signal);
  }

  const verified = ({ body, headers }: ReceivedWebhook, secret: string) =>
    webhookEventSchema.parse(new Webhook(secret).verify(body, headers as Record<string, string>));

  test('a callback gets what GET answers, signed, with the id of the event', async () => {
    receiver.respond(answering(200, {}, 'received'));
    const done = await followUp({ callbackUrl: receiver.url, metadata: { deal: '42' } });
    const [webhook] = (await receiver.waitFor(1)) as [ReceivedWebhook];
    const { prisma } = service.services.database;
    const event = await prisma.event.findFirstOrThrow({
      where: { followUpId: done.id, type: 'follow_up.completed' },
    });
    expect(webhook.headers['webhook-id']).toBe(event.id);
    expect(verified(webhook, demoSecret)).toEqual({
      type: 'follow_up.completed',
      timestamp: event.createdAt.toISOString(),
      data: done,
    });
    expect(done.metadata).toEqual({ deal: '42' });

    const log = await delivery(done.id, 1);
    expect(log).toMatchObject({
      id: expect.stringMatching(/^whd_/),
      event: 'follow_up.completed',
      event_id: event.id,
      endpoint_id: null,
      url: receiver.url,
      status: 'delivered',
      next_attempt_at: null,
      attempts: [{ status_code: 200, error: null, response_excerpt: 'received' }],
    });
  });

  test('a receiver that is down for three attempts gets the same event at the fourth', async () => {
    receiver.respond((response, webhook, index) =>
      (index < 3 ? answering(503) : ok)(response, webhook, index),
    );
    const { id } = await followUp();
    for (const made of [1, 2, 3]) {
      expect(await delivery(id, made)).toMatchObject({ status: 'pending' });
      await comeDue();
    }
    const log = await delivery(id, 4);
    expect(log.status).toBe('delivered');
    expect(log.attempts.map((attempt: { status_code: number }) => attempt.status_code)).toEqual([
      503, 503, 503, 204,
    ]);
    const { webhooks } = receiver;
    expect(webhooks).toHaveLength(4);
    expect(new Set(webhooks.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(new Set(webhooks.map(({ body }) => body)).size).toBe(1);
    for (const webhook of webhooks) verified(webhook, demoSecret);
  });

  test('an attempt that failed waits as the schedule and the receiver say', async () => {
    const waitOf = async (headers: Record<string, string>) => {
      receiver.respond(answering(503, headers));
      const { id } = await followUp();
      const { next_attempt_at: next, attempts } = await delivery(id, 1);
      return Date.parse(next) - Date.parse(attempts[0].at);
    };
    const bySchedule = await waitOf({});
    expect([bySchedule > 4_000, bySchedule < 20_000]).toEqual([true, true]);
    expect(await waitOf({ 'retry-after': '7200' })).toBeGreaterThan(7_190_000);
  });

  test.each<[string, Parameters<WebhookReceiver['respond']>[0], object]>([
    ['that hangs', hanging, { status_code: null, error: 'no answer within 0.5 s' }],
    [
      'that redirects to loopback',
      (response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end('moved'),
      { status_code: 302, error: 'answered 302: redirects are not followed', response_excerpt: 'moved' },
    ],
  ])('a receiver %s is tried again', async (_what, respond, attempt) => {
    receiver.respond(respond);
    const { id } = await followUp();
    expect(await delivery(id, 1)).toMatchObject({ status: 'pending', attempts: [attempt] });
  });

  test('a receiver that answers 10 MB has received it', async () => {
    receiver.respond(answering(200, {}, 'x'.repeat(10_000_000)));
    const { id } = await followUp();
    expect(await delivery(id, 1)).toMatchObject({
      status: 'delivered',
      attempts: [{ status_code: 200, error: null, response_excerpt: 'x'.repeat(1024) }],
    });
  });

  test('a callback that answers 410 is not asked again', async () => {
    receiver.respond(answering(410));
    const { id } = await followUp();
    expect(await delivery(id, 1)).toMatchObject({
      status: 'failed',
      next_attempt_at: null,
      attempts: [{ status_code: 410, error: 'answered 410' }],
    });
  });

  test('a delivery gives up after ten attempts, and can be sent again with the same id', async () => {
    receiver.respond(answering(500));
    const { id } = await followUp();
    const first = await delivery(id, 1);
    const { pool } = service.services.database;
    await pool.query('UPDATE delivery SET tries = 9 WHERE id = $1', [first.id]);
    await comeDue();
    await until(async () => (await deliveriesOf(id))[0].status === 'failed');

    receiver.respond(ok);
    const again = await request('POST', `/api/follow-ups/${id}/deliveries/${first.id}/redeliver`);
    expect(again).toMatchObject({ id: first.id, status: 'pending' });
    await until(async () => receiver.webhooks.length === 3);
    expect(receiver.webhooks.map(({ headers }) => headers['webhook-id'])).toEqual(
      Array(3).fill(first.event_id),
    );
    expect((await delivery(id, 3)).status).toBe('delivered');

    // One that was received is sent again too.
    await request('POST', `/api/follow-ups/${id}/deliveries/${first.id}/redeliver`);
    expect((await delivery(id, 4)).status).toBe('delivered');
  });

  test('a delivery that waits for its next attempt is brought forward', async () => {
    receiver.respond(answering(500, { 'retry-after': '3600' }));
    const { id } = await followUp();
    const waiting = await delivery(id, 1);
    receiver.respond(ok);
    await request('POST', `/api/follow-ups/${id}/deliveries/${waiting.id}/redeliver`);
    expect(await delivery(id, 2)).toMatchObject({ status: 'delivered' });
  });

  test('what failed and what was cancelled is told too', async () => {
    const told = async (path: string, type: string) => {
      const { type: sent, data } = verified(
        (await receiver.waitFor(1)).at(-1) as ReceivedWebhook,
        demoSecret,
      );
      expect(sent).toBe(type);
      expect(data).toEqual(await request('GET', path));
    };
    model.respond({ kind: 'status', status: 401 });
    const failed = await accept();
    await told(failed.urls.self, 'follow_up.failed');

    await receiver.close();
    receiver = await startWebhookReceiver();
    model.respond({ kind: 'hang' });
    const cancelled = await accept();
    await request('POST', cancelled.urls.cancel);
    await told(cancelled.urls.self, 'follow_up.cancelled');
    model.respond(undefined);
  });

  describe('a registered endpoint', () => {
    const register = (more: object = {}) =>
      request('POST', '/api/webhook-endpoints', { url: receiver.url, ...more });
    const read = (id: string) => request('GET', `/api/webhook-endpoints/${id}`);
    const log = (id: string) => request('GET', `/api/webhook-endpoints/${id}/deliveries`);
    const eventsIn = (list: { event: string }[]) => list.map(({ event }) => event).sort();

    test('gets the events that it asks for, signed with its own secret', async () => {
      receiver.respond(ok);
      const plain = await register();
      const commands = await register({ events: ['command.completed', 'command.failed'] });
      const done = await followUp({});
      const webhooks = await receiver.waitFor(3);
      await until(async () => (await log(commands.id)).length === 2);
      expect(eventsIn(await log(plain.id))).toEqual(['follow_up.completed']);
      expect(eventsIn(await log(commands.id))).toEqual(['command.completed', 'command.completed']);
      const typed = webhooks.map((webhook) => {
        const { type } = JSON.parse(webhook.body);
        return verified(webhook, type.startsWith('command') ? commands.secret : plain.secret);
      });
      const [sales] = typed.flatMap((event) =>
        event.type === 'command.completed' && event.data.type === 'sales' ? [event.data] : [],
      );
      expect(sales).toEqual(await request('GET', done.urls.sales));
      expect(await deliveriesOf(done.id)).toHaveLength(3);
      for (const { id } of [plain, commands]) await request('DELETE', `/api/webhook-endpoints/${id}`);
      expect(await deliveriesOf(done.id)).toEqual([]);
    });

    test('that answers 410 is disabled, and a replay brings what it missed', async () => {
      receiver.respond(answering(503));
      const { id } = await register();
      await followUp({});
      await until(async () => (await log(id))[0]?.attempts.length === 1);
      receiver.respond(answering(410));
      await followUp({});
      await until(async () => (await read(id)).enabled === false);
      expect(await read(id)).toMatchObject({ enabled: false, disabled_reason: 'gone' });
      await until(async () => (await log(id)).every(({ status }: { status: string }) => status === 'failed'));
      const { prisma } = service.services.database;
      expect(await prisma.audit.findFirst({ where: { subject: id, actor: 'service' } })).toMatchObject({
        action: 'webhook_endpoint.disabled',
      });

      receiver.respond(ok);
      const before = receiver.webhooks.length;
      await followUp({});
      expect(await log(id)).toMatchObject([{ status: 'failed', attempts: [] }, {}, {}]);
      expect(receiver.webhooks.length).toBe(before);
      await request('PATCH', `/api/webhook-endpoints/${id}`, { enabled: true });
      expect(await read(id)).toMatchObject({ enabled: true, disabled_reason: null, failing_since: null });
      const since = new Date(Date.now() - 3_600_000).toISOString();
      expect(await request('POST', `/api/webhook-endpoints/${id}/replay`, { since })).toEqual({
        replayed: 3,
      });
      await until(async () =>
        (await log(id)).every(({ status }: { status: string }) => status === 'delivered'),
      );
      await request('DELETE', `/api/webhook-endpoints/${id}`);
    });

    test('that has failed for five days is disabled at the next failure; one success is a new beginning', async () => {
      const { prisma } = service.services.database;
      const days = (count: number) => new Date(Date.now() - count * 86_400_000);
      const { id } = await register();
      const failingSince = (at: Date) =>
        prisma.webhookEndpoint.update({ where: { id }, data: { failingSince: at } });

      await failingSince(days(6));
      receiver.respond(ok);
      await followUp({});
      await until(async () => (await read(id)).failing_since === null);

      receiver.respond(answering(500));
      await followUp({});
      await until(async () => (await read(id)).failing_since !== null);
      await failingSince(days(4.9));
      await comeDue();
      await until(async () => (await log(id))[0].attempts.length === 2);
      expect((await read(id)).enabled).toBe(true);
      await failingSince(days(5.1));
      await comeDue();
      await until(async () => (await read(id)).disabled_reason === 'failing');
      await request('DELETE', `/api/webhook-endpoints/${id}`);
    });
  });
});
