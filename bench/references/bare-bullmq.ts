import { randomUUID } from 'node:crypto';
import { Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { documentedExample } from '../../src/contract/documented-example.ts';
import { jobsAtOnce } from '../installation.ts';
import { bareFlow, openProducer } from './bare-flow.ts';
import { insertFollowUps, openPool, phases, prepareTable, writePhase } from './follow-up-table.ts';

// DATABASE_URL=… REDIS_URL=… node --import tsx bench/references/bare-bullmq.ts fill 1000 | work
// Bare BullMQ: three jobs a follow-up, one row update each.

const [mode, count] = process.argv.slice(2);
const redisUrl = process.env['REDIS_URL'] ?? '';
const pool = openPool(process.env['DATABASE_URL'] ?? '');
await prepareTable(pool);

if (mode === 'fill') {
  const ids = Array.from({ length: Number(count) }, () => randomUUID());
  await insertFollowUps(pool, ids, JSON.stringify(documentedExample));
  await openProducer(redisUrl).addBulk(ids.map(bareFlow));
  process.exit(0);
}

const connection = new Redis(redisUrl, { maxRetriesPerRequest: null });
const workers = phases.map(
  (phase) =>
    new Worker<{ id: string }>(phase, (job) => writePhase(pool, job.data.id, phase), {
      connection,
      prefix: '{bare}',
      concurrency: jobsAtOnce,
    }),
);
await Promise.all(workers.map((worker) => worker.waitUntilReady()));
process.once('SIGTERM', () => process.exit(0));
process.stdout.write('works\n');
