import { Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { jobsAtOnce } from '../installation.ts';
import { openPool, phases, prepareTable, writePhase } from './follow-up-table.ts';

// DATABASE_URL=… REDIS_URL=… node --import tsx bench/references/bare-bullmq.ts
// Plain BullMQ: three jobs per follow-up, one row update each.

const redisUrl = process.env['REDIS_URL'] ?? '';
const pool = openPool(process.env['DATABASE_URL'] ?? '');
await prepareTable(pool);

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
