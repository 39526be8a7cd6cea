import { isTerminal, type Status } from '../../src/contract/status.ts';
import { countDuplicates } from './count-duplicates.ts';
import { countCallsInFlight, countExtraCalls } from './count-extra-calls.ts';
import { findLeftovers, stopProcesses } from './find-leftovers.ts';
import { countUnfinished, type OutcomeRow, readOutcomes, readStoredCalls } from './read-outcomes.ts';
import type { Trial } from './trial.ts';
import { waitForZero } from './wait-for-zero.ts';

/** What a cluster looks like before the fault. */
export interface Baseline {
  connections: number;
  /** Of each follow-up. */
  calls: number;
}

export interface Findings {
  followUps: number;
  lost: number;
  duplicated: number;
  /** Ended without success, or without its second phase. */
  failed: number;
  cancelled: number;
  extraCalls: number;
  /** As many as were in flight at the fault, or were spoilt by the model itself. */
  allowedCalls: number;
  /** From the end of the fault to the end of the last follow-up. */
  recoveryMs: number;
  /** What must not be, in words. */
  problems: string[];
}

/** A lock lasts 30 s, and it takes up to 15 s more until another worker looks. */
const endWithinMs = 150_000;

/** Waits until all is over, ends the processes, and looks at what came of it. */
export async function examine(trial: Trial, baseline: Baseline): Promise<Findings> {
  const { cluster, accepted } = trial;
  const { url } = cluster.postgres;
  const allEnded = (await waitForZero(() => countUnfinished(url), endWithinMs)) === 0;
  const before = await readOutcomes(url);
  const problems = allEnded ? await findLeftovers(trial, baseline.connections) : [];
  problems.push(...(await stopProcesses(cluster)));

  const rows = await readOutcomes(url);
  const ended = new Set(rows.filter(hasEnded).map(({ id }) => id));
  const lost = [...accepted.values()].filter((id) => !ended.has(id)).length;
  const unheard = rows.length - ended.size - lost;
  const duplicated = countDuplicates(trial, rows, before);
  const failed = rows.filter(
    ({ status, failedCommands }) => status === 'failed' || failedCommands > 0,
  ).length;
  const { calls } = cluster.model;
  const extraCalls = countExtraCalls(calls, baseline.calls);
  const inFlight = countCallsInFlight(calls, await readStoredCalls(url), trial.disturbances);
  const allowedCalls = inFlight + cluster.model.spoilt();

  if (lost > 0) problems.push(`${lost} lost`);
  if (unheard > 0) problems.push(`${unheard} did not end of which no client had heard`);
  if (duplicated > 0) problems.push(`${duplicated} duplicated`);
  if (failed > 0) problems.push(`${failed} failed, though the fault passed`);
  if (extraCalls > allowedCalls) problems.push(`${extraCalls - allowedCalls} model calls too many`);
  return {
    followUps: accepted.size,
    lost,
    duplicated,
    failed,
    cancelled: rows.filter(({ status }) => status === 'cancelled').length,
    extraCalls,
    allowedCalls,
    recoveryMs: recoveryMs(trial, rows),
    problems,
  };
}

/** Once and for all, with each of its commands. */
function hasEnded({ status, ends, openCommands }: OutcomeRow): boolean {
  return isTerminal(status as Status) && ends > 0 && openCommands === 0;
}

function recoveryMs({ disturbances }: Trial, rows: readonly OutcomeRow[]): number {
  const over = Math.max(...disturbances.map(({ to }) => to));
  return Math.max(0, ...rows.map(({ finishedAt }) => (finishedAt ?? over) - over));
}
