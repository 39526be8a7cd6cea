import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { documentedExample, leadFollowUpPath } from '../../src/contract/documented-example.ts';
import { queuePolicies } from '../../src/platform/queues/queue-policies.ts';
import { type RunningWorkers, startWorkers } from '../../workers/start-workers.ts';
import { type ModelServer, startModelServer } from '../harness/model-server.ts';
import { describeEachQueueBackend, type OpenQueueBackend } from '../harness/queue-backends.ts';
import { startService, type TestService } from '../harness/start-service.ts';
import { startTcpGate, type TcpGate } from '../harness/tcp-gate.ts';
import { until } from '../harness/until.ts';

describeEachQueueBackend('an outage of the database', (backend) => {
  let queue: OpenQueueBackend;
  let model: ModelServer;
  let gate: TcpGate;
  let service: TestService;
  let workers: RunningWorkers | undefined;

  beforeAll(async () => {
    queue = await backend.open();
    model = await startModelServer();
    service = await startService({
      redisUrl: queue.redisUrl,
      modelUrl: model.baseUrl,
      workers: false,
      reachDatabase: async (url) => {
        gate = await startTcpGate(url);
        return gate;
      },
    });
  });

  afterAll(async () => {
    await workers?.close();
    await service.close();
    await model.close();
    await queue.close();
  });

  const post = (query = '') =>
    service.request('POST', `${leadFollowUpPath}${query}`, { body: documentedExample });
  const answers = async (path: string, status: number) =>
    (await service.request('GET', path)).status === status;

  test('that meets workers as they start only keeps them waiting', async () => {
    gate.shut();
    workers = startWorkers(service.services);
    // With the queue in Redis, they need no database to begin.
    if (backend.name === 'postgres') await gate.waitForRefusals(6);
    gate.open();
    await until(() => answers('/health/ready', 200));
    expect((await post('?wait=30')).status).toBe(200);
  });

  test('is a 503 for requests, and passes without a restart', async () => {
    gate.shut();
    const { status, body } = await post();
    expect([status, body.error.code]).toEqual([503, 'SYSTEM_ERROR']);
    await until(() => answers('/health/ready', 503));
    expect(await answers('/health/live', 200)).toBe(true);
    gate.open();
    await until(() => answers('/health/ready', 200));
    expect((await post('?wait=30')).status).toBe(200);
  });

  test('while a phase is at work costs it no attempt, however often it comes', async () => {
    const outages = queuePolicies.sales.attempts + 1;
    const before = model.requests.length;
    model.respond(async () => {
      if (model.requests.length - before > outages) return undefined;
      gate.shut();
      return undefined;
    });
    const { body } = await post();
    for (let outage = 1; outage <= outages; outage += 1) {
      await model.waitForRequests(before + outage);
      // The answer has come, and cannot be stored.
      await gate.waitForRefusals(3);
      gate.open();
    }
    await until(() => answers('/health/ready', 200));
    const { data } = (await service.request('GET', `${body.data.urls.self}?wait=30`)).body;
    expect(data.status).toBe('completed');
    const sales = await service.request('GET', data.urls.sales);
    expect(sales.body.data.attempt).toBe(outages + 1);
  });
});
