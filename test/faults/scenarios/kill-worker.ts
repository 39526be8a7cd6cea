import type { Cluster } from '../cluster.ts';
import { sendFollowUps } from '../send-follow-ups.ts';
import type { Phase } from '../servers/model.ts';
import type { Scenario } from './scenario.ts';
import { atLock, busiest, callsAtOnce, killThere, queueUp, type Standstill } from './standstill.ts';

interface Step {
  name: string;
  fault: string;
  /** Lets the workers, which are frozen over a queue full of work, run until one has come to the step. */
  reach(cluster: Cluster, followUps: number, thaw: () => void): Promise<Standstill>;
}

const steps: readonly Step[] = [
  ...(['sales', 'copywriter'] as const).flatMap((phase): Step[] => [
    {
      name: `${phase}-claim`,
      fault: `as it claims ${phase}`,
      reach: (cluster, _followUps, thaw) => atLock(cluster, rowsOf(phase), thaw, cluster.workers),
    },
    {
      name: `${phase}-call`,
      fault: `while the model answers ${phase}`,
      async reach(cluster, followUps, thaw) {
        const answers = cluster.model.hold(phase);
        thaw();
        const calls = await answers.reached(callsAtOnce(followUps));
        return { process: busiest(cluster, calls), release: answers.release };
      },
    },
    {
      name: `${phase}-stored`,
      fault: `between the stored answer and the end of ${phase}`,
      async reach(cluster, followUps, thaw) {
        const answers = cluster.model.hold(phase);
        thaw();
        // All that can be claimed has been: who waits for its command's row from here on has its answer.
        await answers.reached(callsAtOnce(followUps));
        return atLock(cluster, rowsOf(phase), answers.release, cluster.workers);
      },
    },
  ]),
  {
    name: 'answer',
    fault: 'as it stores an answer',
    reach: (cluster, _followUps, thaw) =>
      atLock(cluster, 'LOCK TABLE model_call IN SHARE MODE', thaw, cluster.workers),
  },
  {
    name: 'settle',
    fault: 'as it settles',
    // Of all that workers do, only settling reads the opt-outs.
    reach: (cluster, _followUps, thaw) => atLock(cluster, 'LOCK TABLE opt_out', thaw, cluster.workers),
  },
];

/** Commands can be read and referred to, and not changed. */
export function rowsOf(phase: Phase): string {
  return `SELECT FROM command WHERE kind = '${phase}' FOR NO KEY UPDATE`;
}

export const killWorker: readonly Scenario[] = steps.map(({ name, fault, reach }) => ({
  name: `kill-worker-${name}`,
  fault: `kill -9 of a worker ${fault}`,
  async run(trial, followUps) {
    const thaw = await queueUp(trial.cluster, () => sendFollowUps(trial, followUps));
    await killThere(trial, await reach(trial.cluster, followUps, thaw));
  },
}));
