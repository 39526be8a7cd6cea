import { randomUUID } from 'node:crypto';
import { makeWorkerUtils } from 'graphile-worker';
import type pg from 'pg';
import PgBoss from 'pg-boss';
import { documentedExample } from '../../src/contract/documented-example.ts';
import { bareFlow, openProducer } from './bare-flow.ts';
import { openPool, phases } from './follow-up-table.ts';

/** Where a reference stores its rows and its jobs. */
export interface ReferencePlaces {
  databaseUrl: string;
  redisUrl: string;
}

/** Adds the first job of each follow-up to the queue of a reference. For BullMQ, adds the whole flow. */
const addJobs = {
  async 'bare-bullmq'(ids: readonly string[], { redisUrl }: ReferencePlaces) {
    const producer = openProducer(redisUrl);
    await producer.addBulk(ids.map(bareFlow));
    await producer.close();
  },
  async 'pg-boss'(ids: readonly string[], { databaseUrl }: ReferencePlaces) {
    const boss = new PgBoss({
      connectionString: databaseUrl,
      supervise: false,
      schedule: false,
      migrate: false,
    });
    await boss.start();
    await boss.insert(ids.map((id) => ({ name: phases[0], data: { id } })));
    await boss.stop();
  },
  async 'graphile-worker'(ids: readonly string[], _places: ReferencePlaces, pool: pg.Pool) {
    const utils = await makeWorkerUtils({ pgPool: pool });
    await utils.addJobs(ids.map((id) => ({ identifier: phases[0], payload: { id } })));
    await utils.release();
  },
};

/** A reference that processes follow-ups. This is also the name of its program. */
export type WorkingReference = keyof typeof addJobs;

/** Stores follow-ups and their jobs while the worker of the reference is frozen. */
export async function fillReference(
  name: WorkingReference,
  places: ReferencePlaces,
  count: number,
): Promise<void> {
  const pool = openPool(places.databaseUrl);
  try {
    const ids = Array.from({ length: count }, () => randomUUID());
    const request = JSON.stringify(documentedExample);
    await pool.query('INSERT INTO follow_up (id, request) SELECT unnest($1::text[]), $2::jsonb', [
      ids,
      request,
    ]);
    await addJobs[name](ids, places, pool);
  } finally {
    await pool.end();
  }
}
