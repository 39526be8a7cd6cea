import { countCallsInFlight, countExtraCalls } from './count-extra-calls.ts';
import { findLeftovers, stopProcesses } from './find-leftovers.ts';
import { type OutcomeRow, readOutcomes, readStoredCalls } from './read-outcomes.ts';
import type { Baseline } from './subject.ts';
import type { Trial } from './trial.ts';
import { endWithinMs, waitForZero } from './wait-for-zero.ts';

export interface EndedTrial {
  /** The follow-ups as they were before the processes were ended, and after it. */
  before: OutcomeRow[];
  after: OutcomeRow[];
  /** Beyond those that each follow-up or enrollment makes when nothing disturbs it. */
  extraCalls: number;
  /** As many as were in flight at the fault, were spoilt by the model itself, or were ordered by clients. */
  allowedCalls: number;
  /** What must not be, in words. */
  problems: string[];
}

/** Waits until all is over, and ends the clients and the processes. */
export async function endTrial(
  trial: Trial,
  baseline: Baseline,
  countUnfinished: (url: string) => Promise<number>,
): Promise<EndedTrial> {
  const { cluster } = trial;
  const { url } = cluster.postgres;
  const allEnded = (await waitForZero(() => countUnfinished(url), endWithinMs)) === 0;
  await trial.reviewers?.stop();
  const before = await readOutcomes(url);
  const problems = allEnded ? await findLeftovers(trial, baseline.connections) : [];
  problems.push(...(await stopProcesses(cluster)));
  const { calls } = cluster.model;
  const extraCalls = countExtraCalls(calls, baseline.calls);
  const inFlight = countCallsInFlight(calls, await readStoredCalls(url), trial.disturbances);
  const allowedCalls = inFlight + cluster.model.spoilt() + trial.orderedCalls;
  if (extraCalls > allowedCalls) problems.push(`${extraCalls - allowedCalls} model calls too many`);
  return { before, after: await readOutcomes(url), extraCalls, allowedCalls, problems };
}
