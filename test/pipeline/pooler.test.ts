import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { loadDemoData } from '../../prisma/demo-data.ts';
import { documentedExample, leadFollowUpPath } from '../../src/contract/documented-example.ts';
import { migrate } from '../../src/platform/migrate.ts';
import { type PgBouncer, pgBouncerAvailable, startPgBouncer } from '../harness/pg-bouncer.ts';
import { describeEachQueueBackend, type OpenQueueBackend } from '../harness/queue-backends.ts';
import { startService, type TestService } from '../harness/start-service.ts';
import { createTestDatabase, type TestDatabase } from '../harness/test-database.ts';
import { until } from '../harness/until.ts';

const describeWithPooler = pgBouncerAvailable() ? describe : describe.skip;

describeWithPooler('behind a PgBouncer that pools transactions', () => {
  let database: TestDatabase;
  let pooler: PgBouncer;

  beforeAll(async () => {
    database = await createTestDatabase();
    pooler = await startPgBouncer(database.url);
  });

  afterAll(async () => {
    await pooler.close();
    await database.drop();
  });

  test('a start without DIRECT_DATABASE_URL ends and says what is missing', async () => {
    await expect(migrate(pooler.url)).rejects.toThrow(/DIRECT_DATABASE_URL/);
    expect(await migrate(database.url)).toEqual([]);
  });

  describeEachQueueBackend('the service', (backend) => {
    let queue: OpenQueueBackend;
    let service: TestService;

    beforeAll(async () => {
      queue = await backend.open();
      service = await startService({
        redisUrl: queue.redisUrl,
        databaseUrl: pooler.url,
        settings: { DIRECT_DATABASE_URL: database.url, SWEEP_INTERVAL_MS: '100' },
      });
      const { services } = service;
      await loadDemoData(services.database, services.secrets);
    });

    afterAll(async () => {
      await service.close();
      await queue.close();
    });

    test('writes follow-ups that are sent together, and wakes those who wait for them', async () => {
      const send = () => service.request('POST', `${leadFollowUpPath}?wait=30`, { body: documentedExample });
      const answers = await Promise.all(Array.from({ length: 40 }, send));
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    });

    test('sweeps, and leaves no lock of a session behind', async () => {
      const { prisma, sessions } = service.services.database;
      const followUp = await prisma.followUp.findFirstOrThrow();
      const longAgo = new Date(Date.now() - 100 * 86_400_000);
      await prisma.followUp.update({ where: { id: followUp.id }, data: { finishedAt: longAgo } });
      await until(async () => (await prisma.followUp.count({ where: { id: followUp.id } })) === 0);
      // One sweep after another takes the lock and gives it back.
      await until(async () => {
        const { rows } =
          await sessions.query(`SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND database = (
          SELECT oid FROM pg_database WHERE datname = current_database())`);
        return rows.length === 0;
      });
    });
  });
});
