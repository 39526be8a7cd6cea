import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { documentedExample, leadFollowUpPath } from '../../src/contract/documented-example.ts';
import { type ModelServer, startModelServer } from '../harness/model-server.ts';
import { describeEachQueueBackend, type OpenQueueBackend } from '../harness/queue-backends.ts';
import { startService, type TestService } from '../harness/start-service.ts';
import { until } from '../harness/until.ts';

describeEachQueueBackend('limits of the model, two processes', (backend) => {
  let queue: OpenQueueBackend;
  let model: ModelServer;
  const services: TestService[] = [];

  beforeAll(async () => {
    queue = await backend.open();
    model = await startModelServer();
  });

  afterEach(async () => {
    for (const service of services.splice(0).reverse()) await service.close();
    model.respond(undefined);
  });

  afterAll(async () => {
    await model.close();
    await queue.close();
  });

  async function start(settings: Record<string, string>, first?: TestService): Promise<TestService> {
    const service = await startService({
      redisUrl: queue.redisUrl,
      modelUrl: model.baseUrl,
      settings,
      ...(first ? { databaseUrl: first.services.config.DATABASE_URL } : {}),
    });
    services.push(service);
    return service;
  }

  const post = (service: TestService) =>
    service.request('POST', `${leadFollowUpPath}?wait=60`, { body: documentedExample });

  test('a limit that one process runs into makes all of them wait, and uses up no attempt', async () => {
    const first = await start({});
    const second = await start({}, first);
    const times: number[] = [];
    model.respond(() => {
      times.push(Date.now());
      return times.length === 1 ? { kind: 'rate-limit', retryAfterSeconds: 3 } : undefined;
    });
    const limited = post(first);
    await model.waitForRequests(model.requests.length + 1);
    // The pause is known once the first call is recorded.
    const { prisma } = first.services.database;
    await until(async () => (await prisma.modelCall.count()) > 0);
    const others = await Promise.all([post(first), post(second), post(second), limited]);
    expect(others.map(({ body }) => body.data?.status)).toEqual(Array(4).fill('completed'));
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(2_900);

    // What was held back made no request and is no record.
    const calls = await prisma.modelCall.findMany();
    expect(calls).toHaveLength(9);
    expect(calls.filter(({ outcome }) => outcome === 'failed')).toEqual([
      expect.objectContaining({ error: expect.objectContaining({ code: 'MODEL_RATE_LIMITED' }) }),
    ]);
  });

  test('MODEL_REQUESTS_PER_MINUTE holds over both; who is over it waits in the queue', async () => {
    const first = await start({ MODEL_REQUESTS_PER_MINUTE: '3' });
    const second = await start({ MODEL_REQUESTS_PER_MINUTE: '3' }, first);
    const before = model.requests.length;
    const accepted = [first, second, first, second].map((service) =>
      service.request('POST', leadFollowUpPath, { body: documentedExample }),
    );
    const ids = (await Promise.all(accepted)).map(({ body }) => body.data.id);
    const { prisma } = first.services.database;
    await model.waitForRequests(before + 3);
    // Every phase that could be begun has been: the four of sales, and those that followed a finished one.
    await until(async () => {
      const commands = await prisma.command.findMany({ where: { followUpId: { in: ids } } });
      const completed = commands.filter(({ status }) => status === 'completed');
      const running = commands.filter(({ status }) => status === 'running');
      const sales = completed.filter(({ kind }) => kind === 'sales');
      return completed.length === 3 && completed.length + running.length === ids.length + sales.length;
    });
    expect(model.requests.length - before).toBe(3);
    expect(await prisma.modelCall.count()).toBe(3);
    expect(await prisma.command.count({ where: { status: 'failed' } })).toBe(0);
  });

  test('a provider that limits the rate for a day is given up', async () => {
    const service = await start({});
    const { prisma } = service.services.database;
    const before = model.requests.length;
    model.respond(async () => {
      await prisma.command.updateMany({
        where: { status: 'running' },
        data: { startedAt: new Date(Date.now() - 25 * 3_600_000) },
      });
      return { kind: 'rate-limit', retryAfterSeconds: 1 };
    });
    const { body } = await post(service);
    expect(body.error).toMatchObject({
      code: 'SALES_COMMAND_FAILED',
      details: { reason: 'MODEL_RATE_LIMITED' },
    });
    // The first answer came to a claim that was young; from the second on they use up attempts.
    expect(model.requests.length - before).toBe(4);
  });
});
