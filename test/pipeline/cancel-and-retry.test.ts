import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { demoIds } from '../../prisma/demo-data.ts';
import { documentedExample, leadFollowUpPath } from '../../src/contract/documented-example.ts';
import type { ModelBehaviour, ModelRequest } from '../harness/model-behaviour.ts';
import { type ModelServer, startModelServer } from '../harness/model-server.ts';
import { describeEachQueueBackend, type OpenQueueBackend } from '../harness/queue-backends.ts';
import { startService, type TestService } from '../harness/start-service.ts';

const isSales = ({ body }: ModelRequest) => body.response_format?.json_schema?.name === 'sales_follow_up';

describeEachQueueBackend('cancel and retry', (backend) => {
  let queue: OpenQueueBackend;
  let model: ModelServer;
  let service: TestService;

  beforeAll(async () => {
    queue = await backend.open();
    model = await startModelServer();
    service = await startService({ redisUrl: queue.redisUrl, modelUrl: model.baseUrl });
  });

  afterAll(async () => {
    await service.close();
    await model.close();
    await queue.close();
  });

  const post = (path: string, body?: unknown) => service.request('POST', path, { body });
  const get = (path: string) => service.request('GET', path);

  /** Starts a follow-up whose phase hangs at the model, and waits until it does. */
  async function startHanging(phase: 'sales' | 'copywriter') {
    let arrived: (request: ModelRequest) => void = () => undefined;
    const hangs = new Promise<ModelRequest>((resolve) => {
      arrived = resolve;
    });
    model.respond((request) => {
      if (isSales(request) !== (phase === 'sales')) return undefined;
      arrived(request);
      return { kind: 'hang' } satisfies ModelBehaviour;
    });
    const { body } = await post(leadFollowUpPath, documentedExample);
    return { urls: body.data.urls, call: await hangs };
  }

  test.each(['sales', 'copywriter'] as const)(
    'a running %s call is aborted, and nothing is published',
    async (phase) => {
      const { urls, call } = await startHanging(phase);
      const { status, body } = await post(urls.cancel);
      expect([status, body.data.status, body.data.messages]).toEqual([200, 'cancelled', null]);
      await call.abandoned;

      const again = await post(urls.cancel);
      expect([again.status, again.body.data]).toEqual([200, body.data]);
      const waited = await get(`${urls.self}?wait=5`);
      expect([waited.status, waited.body.error.code]).toEqual([409, 'COMMAND_CANCELLED']);
      expect((await get(urls.copywriter)).body.data.status).toBe('cancelled');
      expect((await get(urls.sales)).body.data.status).toBe(phase === 'sales' ? 'cancelled' : 'completed');
    },
  );

  test('a call is aborted also when the signal of the cancel is lost', async () => {
    const { urls, call } = await startHanging('sales');
    // What a cancel writes, and nobody is told of it.
    const ended = `status = 'cancelled', finished_at = now()`;
    await service.services.database.pool.query(
      `WITH follow_ups AS (UPDATE follow_up SET ${ended} WHERE $1 LIKE '%' || id RETURNING id)
       UPDATE command SET ${ended} WHERE follow_up_id IN (SELECT id FROM follow_ups)`,
      [urls.self],
    );
    await call.abandoned;
    expect((await get(urls.sales)).body.data.status).toBe('cancelled');
  });

  test('who waits for a follow-up is answered when it is cancelled', async () => {
    const { urls } = await startHanging('sales');
    const waiting = get(`${urls.self}?wait=30`);
    await post(urls.cancel);
    expect((await waiting).body.error.code).toBe('COMMAND_CANCELLED');
  });

  test('a follow-up that has completed stays completed', async () => {
    model.respond(undefined);
    const done = await post(`${leadFollowUpPath}?wait=20`, documentedExample);
    const { status, body } = await post(done.body.data.urls.cancel);
    expect([status, body.data.status]).toEqual([200, 'completed']);
  });

  test('a retry takes over what had completed', async () => {
    const { prisma } = service.services.database;
    const optOuts = ['email', 'whatsapp'].map((channel) => ({
      organisationId: demoIds.organisation,
      leadId: demoIds.leads.jane,
      channel,
    }));
    // What reaches the lead is left while the copywriter writes: both phases complete, and there is nobody to write to.
    model.respond(async (request) => {
      if (!isSales(request)) await prisma.optOut.createMany({ data: optOuts });
      return undefined;
    });
    const failed = await post(`${leadFollowUpPath}?wait=20`, documentedExample);
    expect([failed.status, failed.body.error.code]).toEqual([400, 'NO_VALID_CHANNELS']);
    await prisma.optOut.deleteMany({});

    const { body } = await get(`/api/follow-ups?lead_id=${demoIds.leads.jane}&status=failed`);
    const original = body.data[0];
    const before = model.requests.length;
    const retried = await post(`${original.urls.self}/retry?wait=20`);
    expect(retried.status).toBe(200);
    expect(retried.body.data).toMatchObject({ status: 'completed', retry_of: original.id });
    expect(retried.body.data.id).not.toBe(original.id);
    expect(model.requests.length).toBe(before);
  });

  test('a retry after NO_CONTENT_GENERATED starts from sales', async () => {
    model.respond((request) =>
      isSales(request)
        ? {
            kind: 'answer',
            content: {
              strategy: 's',
              channels: Object.fromEntries(
                ['email', 'whatsapp', 'notification', 'web'].map((name) => [
                  name,
                  { title: '', message: '' },
                ]),
              ),
            },
          }
        : { kind: 'status', status: 404 },
    );
    const failed = await post(`${leadFollowUpPath}?wait=20`, documentedExample);
    expect(failed.body.error.code).toBe('NO_CONTENT_GENERATED');
    const { body } = await get('/api/follow-ups?status=failed&limit=1');
    model.respond(undefined);
    const before = model.requests.length;
    const retried = await post(`${body.data[0].urls.self}/retry?wait=20`);
    expect(retried.body.data.status).toBe('completed');
    expect(model.requests.length).toBe(before + 2);
  });

  test('only what has failed can be tried again', async () => {
    model.respond(undefined);
    const done = await post(`${leadFollowUpPath}?wait=20`, documentedExample);
    const { status, body } = await post(`${done.body.data.urls.self}/retry`);
    expect([status, body.error.code]).toEqual([409, 'NOT_RETRYABLE']);
  });
});
