import pLimit from 'p-limit';
import { until } from '../../harness/until.ts';
import { countUnfinished } from '../read-outcomes.ts';
import { cancelFollowUp, sendFollowUps } from '../send-follow-ups.ts';
import type { Trial } from '../trial.ts';
import type { Scenario } from './scenario.ts';
import { callsAtOnce, queueUp } from './standstill.ts';

async function cancelAll(trial: Trial): Promise<void> {
  const limit = pLimit(20);
  await Promise.all([...trial.accepted.values()].map((id) => limit(() => cancelFollowUp(trial, id))));
}

export const cancel: readonly Scenario[] = [
  {
    name: 'cancel-race',
    fault: 'cancel, at the moment of the last answer',
    async run(trial, followUps) {
      const cancelling: Promise<void>[] = [];
      trial.cluster.model.answering(({ marker, phase }) => {
        const id = trial.accepted.get(marker);
        if (phase !== 'copywriter' || !id) return;
        const cancelled = cancelFollowUp(trial, id);
        // It is awaited below; until then, its failure is not unheard.
        cancelled.catch(() => undefined);
        cancelling.push(cancelled);
      });
      await trial.disturb(() => sendFollowUps(trial, followUps), []);
      await until(async () => (await countUnfinished(trial.cluster.postgres.url)) === 0, 60_000, 250);
      await Promise.all(cancelling);
    },
  },
  {
    name: 'cancel-late',
    fault: 'answers that come after the cancel, to workers that were frozen',
    async run(trial, followUps) {
      const { model, workers } = trial.cluster;
      const thaw = await queueUp(trial.cluster, () => sendFollowUps(trial, followUps));
      const answers = model.hold('sales');
      thaw();
      await answers.reached(callsAtOnce(followUps));
      for (const worker of workers) worker.freeze();
      await trial.disturb(() => cancelAll(trial));
      answers.release();
      thaw();
    },
  },
];
