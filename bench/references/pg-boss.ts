import { randomUUID } from 'node:crypto';
import PgBoss from 'pg-boss';
import { documentedExample } from '../../src/contract/documented-example.ts';
import { jobsAtOnce, poolSize } from '../installation.ts';
import { insertFollowUps, openPool, phases, prepareTable, writePhase } from './follow-up-table.ts';

// DATABASE_URL=… node --import tsx bench/references/pg-boss.ts fill 1000 | work
// pg-boss: three jobs a follow-up, each sends the next one, one row update each.

const [mode, count] = process.argv.slice(2);
const connectionString = process.env['DATABASE_URL'] ?? '';
const pool = openPool(connectionString);
await prepareTable(pool);
const boss = new PgBoss({ connectionString, max: poolSize, schedule: false });
boss.on('error', (error) => process.stderr.write(`${error.message}\n`));
await boss.start();
for (const phase of phases) await boss.createQueue(phase);

if (mode === 'fill') {
  const ids = Array.from({ length: Number(count) }, () => randomUUID());
  await insertFollowUps(pool, ids, JSON.stringify(documentedExample));
  await boss.insert(ids.map((id) => ({ name: phases[0], data: { id } })));
  process.exit(0);
}

for (const [index, phase] of phases.entries()) {
  const next = phases[index + 1];
  let worker = '';
  worker = await boss.work<{ id: string }>(
    phase,
    { batchSize: jobsAtOnce, pollingIntervalSeconds: 0.5 },
    async (jobs) => {
      await Promise.all(jobs.map((job) => writePhase(pool, job.data.id, phase)));
      if (next) await boss.insert(jobs.map((job) => ({ name: next, data: job.data })));
      // Without this it would wait for the rest of its half second, even when many jobs are due.
      boss.notifyWorker(worker);
    },
  );
}
process.once('SIGTERM', () => process.exit(0));
process.stdout.write('works\n');
