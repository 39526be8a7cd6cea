import type { Cluster } from '../cluster.ts';
import { lockDatabase } from '../servers/database-lock.ts';
import type { Call } from '../servers/model.ts';
import type { Restartable } from '../servers/restartable.ts';
import type { Trial } from '../trial.ts';

/** Where processes stand still. */
export interface Standstill {
  /** The process that stands there; others may too. */
  process: Restartable;
  release(): Promise<void> | void;
}

/** As many calls as two workers make at a time. */
const mostCalls = 100;

/** How many calls wait at the model when all that can be claimed has been. */
export function callsAtOnce(count: number): number {
  return Math.min(count, mostCalls);
}

/** Lets processes run into a lock. @param expected who may be the first to stand there */
export async function atLock(
  { postgres }: Cluster,
  statement: string,
  letRun: () => unknown,
  expected: readonly Restartable[],
): Promise<Standstill> {
  const lock = await lockDatabase(postgres.url, statement);
  letRun();
  const name = await lock.reached();
  const process = expected.find((each) => each.name === name);
  if (!process) throw new Error(`${name} stands where only ${expected.map((each) => each.name)} should`);
  return { process, release: lock.release };
}

/** Kills what stands still, lets the others go on, and starts it again. */
export async function killThere(trial: Trial, { process, release }: Standstill): Promise<void> {
  await trial.disturb(() => process.kill(), [process]);
  await release();
  await process.start();
}

export function busiest({ workers: [one, two] }: Cluster, calls: readonly Call[]): Restartable {
  const ofOne = calls.filter(({ worker }) => worker === one.name).length;
  return ofOne * 2 >= calls.length ? one : two;
}

/** Fills the queue before a worker takes anything from it. @returns what lets the workers go on */
export async function queueUp({ workers }: Cluster, send: () => Promise<unknown>): Promise<() => void> {
  for (const worker of workers) worker.freeze();
  await send();
  return () => {
    for (const worker of workers) worker.thaw();
  };
}
