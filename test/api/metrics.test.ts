import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { demoKey } from '../../prisma/demo-data.ts';
import { documentedExample, leadFollowUpPath } from '../../src/contract/documented-example.ts';
import { queuePolicies } from '../../src/platform/queues/queue-policies.ts';
import { describeEachQueueBackend, type OpenQueueBackend } from '../harness/queue-backends.ts';
import { startService, type TestService } from '../harness/start-service.ts';
import { until } from '../harness/until.ts';

describeEachQueueBackend('metrics of the API', (backend) => {
  let queue: OpenQueueBackend;
  let service: TestService;

  beforeAll(async () => {
    queue = await backend.open();
    service = await startService({ redisUrl: queue.redisUrl, workers: false });
  });

  afterAll(async () => {
    await service.close();
    await queue.close();
  });

  const scrape = async (key: string) => {
    const answer = await fetch(`${service.url}/metrics`, { headers: { authorization: `Bearer ${key}` } });
    return { status: answer.status, text: await answer.text() };
  };

  test('are for the operator alone', async () => {
    expect((await scrape('')).status).toBe(401);
    expect((await scrape(demoKey)).status).toBe(403);
    expect((await scrape(service.services.config.ADMIN_KEY)).status).toBe(200);
  });

  test('tell how many jobs wait, and for how long', async () => {
    const { services, request } = service;
    const before = await services.queues.readState();
    expect(before.map(({ queue: name }) => name)).toEqual(Object.keys(queuePolicies));
    expect(before[0]).toMatchObject({ counts: { waiting: 0, active: 0 }, oldestWaitingMs: 0 });
    for (const _ of [1, 2]) {
      expect((await request('POST', leadFollowUpPath, { body: documentedExample })).status).toBe(202);
    }
    const [sales] = await services.queues.readState();
    expect(sales).toMatchObject({ queue: 'sales', counts: { waiting: 2, active: 0, delayed: 0, failed: 0 } });
    expect(sales?.oldestWaitingMs).toBeGreaterThan(0);
    expect(sales?.oldestWaitingMs).toBeLessThan(60_000);
    // None has ended, so it is the age of the older one. Scrapes share what was read for two seconds.
    await until(async () => {
      const { text } = await scrape(services.config.ADMIN_KEY);
      return Number(/^lead_followup_follow_ups_drain_seconds (\S+)$/m.exec(text)?.[1]) > 0;
    });
  });
});
