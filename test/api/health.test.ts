import { expect, jest, test } from '@jest/globals';
import { startService } from '../harness/start-service.ts';

test('who asks for readiness within a second shares one check', async () => {
  const service = await startService({ workers: false });
  const query = jest.spyOn(service.services.database.pool, 'query');
  const ask = () => service.request('GET', '/health/ready');
  const startedAt = performance.now();
  const answers = await Promise.all(Array.from({ length: 50 }, ask));
  // A slow machine needs more than a second for them.
  const checks = 1 + Math.floor((performance.now() - startedAt) / 1_000);
  expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
  // One for the database, and one for the queue that is in it.
  const sent = query.mock.calls.map(([text]) => String(text));
  const statements = sent.filter((text) => text === 'SELECT 1' || text.includes('_prisma_migrations'));
  expect(statements.length).toBeGreaterThanOrEqual(2);
  expect(statements.length).toBeLessThanOrEqual(2 * checks);
  await service.close();
});
