import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { documentedExample, leadFollowUpPath } from '../../src/contract/documented-example.ts';
import { type BareQueue, openBareQueue } from '../harness/bare-queue.ts';
import { type ModelServer, startModelServer } from '../harness/model-server.ts';
import { describeEachQueueBackend, type OpenQueueBackend } from '../harness/queue-backends.ts';
import { startService, type TestService } from '../harness/start-service.ts';

// A renewal is due every three seconds, also on a machine that is busy.
const workerPolicy = { lockDurationMs: 6_000, stalledIntervalMs: 100, maxStalledCount: 5 };

describeEachQueueBackend('a worker that has lost its job', (backend) => {
  let queue: OpenQueueBackend;
  let model: ModelServer;
  let service: TestService;
  let bare: BareQueue;

  beforeAll(async () => {
    queue = await backend.open();
    model = await startModelServer();
    const settings = { SWEEP_INTERVAL_MS: '50', ORPHAN_AFTER_MS: '2000' };
    service = await startService({
      redisUrl: queue.redisUrl,
      modelUrl: model.baseUrl,
      workerPolicy,
      settings,
    });
    bare = openBareQueue(service, queue.redisUrl);
  });

  afterAll(async () => {
    await bare.close();
    await service.close();
    await model.close();
    await queue.close();
  });

  test('aborts its call and counts no failure; whoever has the job next completes it', async () => {
    model.respond((_request, index) => (index === 0 ? { kind: 'hang' } : undefined));
    const { body } = await service.request('POST', leadFollowUpPath, { body: documentedExample });
    const [lost] = await model.waitForRequests(1);
    await bare.flush();
    await lost?.abandoned;
    const { data } = (await service.request('GET', `${body.data.urls.self}?wait=20`)).body;
    expect(data.status).toBe('completed');
    const sales = await service.request('GET', data.urls.sales);
    expect(sales.body.data).toMatchObject({ status: 'completed', attempt: 2, error: null });
    expect(model.requests.length).toBe(3);
    const failed = await service.services.database.prisma.modelCall.findMany({
      where: { outcome: 'failed' },
    });
    expect(failed.map(({ error }) => error)).toEqual([
      expect.objectContaining({ code: 'MODEL_CALL_ABORTED' }),
    ]);
  });
});
