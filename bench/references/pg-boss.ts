import PgBoss from 'pg-boss';
import { jobsAtOnce, poolSize } from '../installation.ts';
import { openPool, phases, prepareTable, writePhase } from './follow-up-table.ts';

// DATABASE_URL=… node --import tsx bench/references/pg-boss.ts
// pg-boss: three jobs per follow-up. Each sends the next one and updates one row.

const connectionString = process.env['DATABASE_URL'] ?? '';
const pool = openPool(connectionString);
await prepareTable(pool);
const boss = new PgBoss({ connectionString, max: poolSize, schedule: false });
boss.on('error', (error) => process.stderr.write(`${error.message}\n`));
await boss.start();
for (const phase of phases) await boss.createQueue(phase);

for (const [index, phase] of phases.entries()) {
  const next = phases[index + 1];
  let worker = '';
  worker = await boss.work<{ id: string }>(
    phase,
    { batchSize: jobsAtOnce, pollingIntervalSeconds: 0.5 },
    async (jobs) => {
      await Promise.all(jobs.map((job) => writePhase(pool, job.data.id, phase)));
      if (next) await boss.insert(jobs.map((job) => ({ name: next, data: job.data })));
      // Otherwise it would wait for the rest of its half second even if many jobs are due.
      boss.notifyWorker(worker);
    },
  );
}
process.once('SIGTERM', () => process.exit(0));
process.stdout.write('works\n');
