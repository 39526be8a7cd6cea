import { run, type TaskList } from 'graphile-worker';
import { jobsAtOnce } from '../installation.ts';
import { openPool, phases, prepareTable, writePhase } from './follow-up-table.ts';

// DATABASE_URL=… node --import tsx bench/references/graphile-worker.ts
// graphile-worker: three jobs per follow-up. Each adds the next one and updates one row.

const pool = openPool(process.env['DATABASE_URL'] ?? '');
await prepareTable(pool);

const taskList: TaskList = Object.fromEntries(
  phases.map((phase, index) => {
    const next = phases[index + 1];
    return [
      phase,
      async (payload: unknown, helpers) => {
        const { id } = payload as { id: string };
        await writePhase(pool, id, phase);
        if (next) await helpers.addJob(next, { id });
      },
    ];
  }),
);
await run({
  pgPool: pool,
  noHandleSignals: true,
  taskList,
  // Fetches and completes jobs in batches, as its documentation recommends for high throughput.
  preset: {
    worker: {
      concurrentJobs: jobsAtOnce,
      localQueue: { size: jobsAtOnce + 1 },
      completeJobBatchDelay: 0,
    },
  },
});
process.once('SIGTERM', () => process.exit(0));
process.stdout.write('works\n');
