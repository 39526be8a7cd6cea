import type { Cluster } from '../cluster.ts';
import { sendFollowUps } from '../send-follow-ups.ts';
import { lockDatabase } from '../servers/database-lock.ts';
import type { Call, Phase } from '../servers/model.ts';
import type { Restartable } from '../servers/restartable.ts';
import type { Scenario } from './scenario.ts';

/** Where workers stand still. */
export interface Standstill {
  /** The worker that stands there; both may. */
  worker: Restartable;
  release(): Promise<void> | void;
}

interface Step {
  name: string;
  fault: string;
  /** Lets the workers, which are frozen over a queue full of work, run until one has come to the step. */
  reach(cluster: Cluster, followUps: number, thaw: () => void): Promise<Standstill>;
}

/** As many calls as two workers make at a time. */
const mostCalls = 100;

const steps: readonly Step[] = [
  ...(['sales', 'copywriter'] as const).flatMap((phase): Step[] => [
    {
      name: `${phase}-claim`,
      fault: `as it claims ${phase}`,
      reach: (cluster, _followUps, thaw) => atLock(cluster, rowsOf(phase), thaw),
    },
    {
      name: `${phase}-call`,
      fault: `while the model answers ${phase}`,
      async reach(cluster, followUps, thaw) {
        const answers = cluster.model.hold(phase);
        thaw();
        const calls = await answers.reached(Math.min(followUps, mostCalls));
        return { worker: busiest(cluster, calls), release: answers.release };
      },
    },
    {
      name: `${phase}-stored`,
      fault: `between the stored answer and the end of ${phase}`,
      async reach(cluster, followUps, thaw) {
        const answers = cluster.model.hold(phase);
        thaw();
        // All that can be claimed has been: who waits for its command's row from here on has its answer.
        await answers.reached(Math.min(followUps, mostCalls));
        return atLock(cluster, rowsOf(phase), answers.release);
      },
    },
  ]),
  {
    name: 'answer',
    fault: 'as it stores an answer',
    reach: (cluster, _followUps, thaw) => atLock(cluster, 'LOCK TABLE model_call IN SHARE MODE', thaw),
  },
  {
    name: 'settle',
    fault: 'as it settles',
    // Of all that workers do, only settling reads the opt-outs.
    reach: (cluster, _followUps, thaw) => atLock(cluster, 'LOCK TABLE opt_out', thaw),
  },
];

/** Commands can be read and referred to, and not changed. */
export function rowsOf(phase: Phase): string {
  return `SELECT FROM command WHERE kind = '${phase}' FOR NO KEY UPDATE`;
}

/** Lets the workers run into a lock. */
export async function atLock(cluster: Cluster, statement: string, letRun: () => void): Promise<Standstill> {
  const lock = await lockDatabase(cluster.postgres.url, statement);
  letRun();
  return { worker: workerNamed(cluster, await lock.reached()), release: lock.release };
}

export function busiest(cluster: Cluster, calls: readonly Call[]): Restartable {
  const [one, two] = cluster.workers;
  const ofOne = calls.filter(({ worker }) => worker === one.name).length;
  return ofOne * 2 >= calls.length ? one : two;
}

function workerNamed(cluster: Cluster, name: string): Restartable {
  const worker = cluster.workers.find((each) => each.name === name);
  if (!worker) throw new Error(`${name} stands where only a worker should`);
  return worker;
}

/** Fills the queue before a worker takes anything from it. */
export async function queueUp(
  trial: Parameters<typeof sendFollowUps>[0],
  followUps: number,
): Promise<() => void> {
  const { workers } = trial.cluster;
  for (const worker of workers) worker.freeze();
  await sendFollowUps(trial, followUps);
  return () => {
    for (const worker of workers) worker.thaw();
  };
}

export const killWorker: readonly Scenario[] = steps.map(({ name, fault, reach }) => ({
  name: `kill-worker-${name}`,
  fault: `kill -9 of a worker ${fault}`,
  async run(trial, followUps) {
    const thaw = await queueUp(trial, followUps);
    const { worker, release } = await reach(trial.cluster, followUps, thaw);
    await trial.disturb(() => worker.kill(), [worker]);
    await release();
    await worker.start();
  },
}));
