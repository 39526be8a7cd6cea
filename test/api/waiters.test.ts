import { expect, test } from '@jest/globals';
import { documentedExample, leadFollowUpPath } from '../../src/contract/documented-example.ts';
import { startWorkers } from '../../workers/start-workers.ts';
import { describeEachQueueBackend } from '../harness/queue-backends.ts';
import { startService } from '../harness/start-service.ts';

describeEachQueueBackend('waiting', (backend) => {
  test('five hundred who wait on one API process are all answered', async () => {
    const queue = await backend.open();
    const service = await startService({
      redisUrl: queue.redisUrl,
      workers: false,
      settings: { RATE_LIMIT_PER_MINUTE: '100000' },
    });
    const accepted = await Promise.all(
      Array.from({ length: 5 }, () => service.request('POST', leadFollowUpPath, { body: documentedExample })),
    );
    const waiting = Array.from({ length: 500 }, (_, index) =>
      service.request('GET', `${accepted[index % 5]?.body.data.urls.self}?wait=60`),
    );
    const workers = startWorkers(service.services);
    const answers = await Promise.all(waiting);
    expect(answers.map(({ body }) => body.data?.status)).toEqual(
      Array.from({ length: 500 }, () => 'completed'),
    );
    await workers.close();
    await service.close();
    await queue.close();
  });
});
