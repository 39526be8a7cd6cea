import { afterEach, expect, test } from '@jest/globals';
import pg from 'pg';
import { pino } from 'pino';
import type { Closable } from '../../../src/platform/closables.ts';
import { createDatabase } from '../../../src/platform/database.ts';
import { createRedisConnections } from '../../../src/platform/redis.ts';
import { createSignals, type Signals } from '../../../src/platform/signals.ts';
import { describeEachQueueBackend } from '../../harness/queue-backends.ts';
import { createTestDatabase } from '../../harness/test-database.ts';

const logger = pino({ level: 'silent' });

describeEachQueueBackend('signals', (backend) => {
  const open: Closable[] = [];
  const hold = <T extends Closable>(resource: T): T => {
    open.push(resource);
    return resource;
  };

  afterEach(async () => {
    for (const resource of open.splice(0).reverse()) await resource.close();
  });

  /** As another process would have them. */
  function connect(databaseUrl: string, redisUrl: string | undefined): Signals {
    const database = hold(createDatabase(databaseUrl, logger));
    const redis = redisUrl ? hold(createRedisConnections([redisUrl], logger)) : null;
    return hold(createSignals(databaseUrl, database.pool, redis, logger));
  }

  const next = (signals: Signals, wanted: string | null) =>
    new Promise<void>((resolve) => {
      const unsubscribe = signals.subscribe((followUpId) => {
        if (followUpId !== wanted) return;
        unsubscribe();
        resolve();
      });
    });

  async function openBoth() {
    const database = await createTestDatabase();
    hold({ close: () => database.drop() });
    const queue = await backend.open();
    hold(queue);
    const listening = connect(database.url, queue.redisUrl);
    // It is subscribed once it says that signals may have been missed before.
    await next(listening, null);
    return { database, listening, speaking: connect(database.url, queue.redisUrl) };
  }

  test('reach other processes, and end with the subscription', async () => {
    const { listening, speaking } = await openBoth();
    const heard: (string | null)[] = [];
    const unsubscribe = listening.subscribe((followUpId) => heard.push(followUpId));
    const first = next(listening, 'fup_1');
    await speakUntil(speaking, 'fup_1', first);
    unsubscribe();
    const second = next(listening, 'fup_2');
    await speaking.publish('fup_2');
    await second;
    expect(heard).toContain('fup_1');
    expect(heard).not.toContain('fup_2');
  });

  /** A connection that is still being made loses what is published through it: say it until it is heard. */
  async function speakUntil(speaking: Signals, followUpId: string, heard: Promise<void>): Promise<void> {
    const timer = setInterval(() => speaking.publish(followUpId), 20);
    await heard;
    clearInterval(timer);
  }

  if (backend.name === 'postgres') {
    test('that may have been missed are told of after a broken connection', async () => {
      const { database, listening, speaking } = await openBoth();
      const missed = next(listening, null);
      const admin = new pg.Client({ connectionString: database.url });
      await admin.connect();
      await admin.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND query LIKE 'LISTEN lead_followup%'`,
      );
      await admin.end();
      await missed;
      const heard = next(listening, 'fup_3');
      await speaking.publish('fup_3');
      await heard;
    });
  }

  test('never throw: whoever waits also looks by itself', async () => {
    const { speaking } = await openBoth();
    await speaking.close();
    for (const resource of open.splice(2).reverse()) await resource.close();
    await expect(speaking.publish('fup_4')).resolves.toBeUndefined();
  });
});
