import { until } from '../../harness/until.ts';
import type { Cluster } from '../cluster.ts';
import { countUnfinished } from '../read-outcomes.ts';
import { sendFollowUps } from '../send-follow-ups.ts';
import { inMidRun } from './in-mid-run.ts';
import { rowsOf } from './kill-worker.ts';
import { flushAll } from './outages.ts';
import type { Scenario } from './scenario.ts';
import { atLock, busiest, callsAtOnce, queueUp } from './standstill.ts';

/** Past the lock of its jobs, and until another worker has done them. */
const takenOverWithinMs = 120_000;

async function othersFinish({ postgres }: Cluster): Promise<void> {
  const finished = until(async () => (await countUnfinished(postgres.url)) === 0, takenOverWithinMs, 250);
  await finished.catch((cause: unknown) => {
    throw new Error('the others did not take over what the frozen worker had', { cause });
  });
}

export const freezeWorker: readonly Scenario[] = [
  {
    name: 'freeze-call',
    fault: 'a worker frozen past its locks, whose answers come meanwhile',
    async run(trial, followUps) {
      const { cluster } = trial;
      const thaw = await queueUp(cluster, () => sendFollowUps(trial, followUps));
      const answers = cluster.model.hold('sales');
      thaw();
      const victim = busiest(cluster, await answers.reached(callsAtOnce(followUps)));
      await trial.disturb(() => victim.freeze(), [victim]);
      answers.release();
      await othersFinish(cluster).finally(() => victim.thaw());
    },
  },
  {
    name: 'freeze-transaction',
    fault: 'a worker frozen in the middle of a transaction',
    async run(trial, followUps) {
      const { cluster } = trial;
      const thaw = await queueUp(cluster, () => sendFollowUps(trial, followUps));
      const { process: worker, release } = await atLock(cluster, rowsOf('sales'), thaw, cluster.workers);
      await trial.disturb(() => worker.freeze(), [worker]);
      await release();
      await othersFinish(cluster).finally(() => worker.thaw());
    },
  },
  {
    name: 'freeze-sweeper',
    fault: 'FLUSHALL, with a worker frozen in the middle of a sweep',
    backends: ['redis'],
    async run(trial, followUps) {
      const { cluster } = trial;
      // At rest, nothing but a sweep changes the follow-ups.
      const { process: worker, release } = await atLock(
        cluster,
        'LOCK TABLE follow_up IN SHARE MODE',
        () => undefined,
        cluster.workers,
      );
      worker.freeze();
      await release();
      await inMidRun(trial, followUps, () => flushAll(cluster));
      await othersFinish(cluster).finally(() => worker.thaw());
    },
  },
];
