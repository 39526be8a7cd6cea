import { randomUUID } from 'node:crypto';
import { makeWorkerUtils, run, type TaskList } from 'graphile-worker';
import { documentedExample } from '../../src/contract/documented-example.ts';
import { jobsAtOnce } from '../installation.ts';
import { insertFollowUps, openPool, phases, prepareTable, writePhase } from './follow-up-table.ts';

// DATABASE_URL=… node --import tsx bench/references/graphile-worker.ts fill 1000 | work
// graphile-worker: three jobs a follow-up, each adds the next one, one row update each.

const [mode, count] = process.argv.slice(2);
const pool = openPool(process.env['DATABASE_URL'] ?? '');
await prepareTable(pool);

if (mode === 'fill') {
  const ids = Array.from({ length: Number(count) }, () => randomUUID());
  await insertFollowUps(pool, ids, JSON.stringify(documentedExample));
  const utils = await makeWorkerUtils({ pgPool: pool });
  await utils.migrate();
  await utils.addJobs(ids.map((id) => ({ identifier: phases[0], payload: { id } })));
  process.exit(0);
}

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
await run({ pgPool: pool, concurrency: jobsAtOnce, noHandleSignals: true, taskList });
process.once('SIGTERM', () => process.exit(0));
process.stdout.write('works\n');
