import { type FollowUpStatus, isTerminal } from '../../src/contract/status.ts';
import { countDuplicates } from './count-duplicates.ts';
import { endTrial } from './end-trial.ts';
import { countUnfinished, type OutcomeRow } from './read-outcomes.ts';
import { sendFollowUps } from './send-follow-ups.ts';
import type { Baseline, Findings, Subject } from './subject.ts';
import { recoverySeconds, type Trial } from './trial.ts';

/** Single follow-ups. */
export const followUps: Subject = {
  send: sendFollowUps,
  attend: () => undefined,
  countUnfinished,
  examine,
};

async function examine(trial: Trial, baseline: Baseline): Promise<Findings> {
  const { accepted } = trial;
  const {
    before,
    after: rows,
    extraCalls,
    allowedCalls,
    problems,
  } = await endTrial(trial, baseline, countUnfinished);
  const ended = new Set(rows.filter(hasEnded).map(({ id }) => id));
  const lost = [...accepted.values()].filter((id) => !ended.has(id)).length;
  const unheard = rows.length - ended.size - lost;
  const duplicated = countDuplicates(trial, rows, before);
  const failed = rows.filter(hasFailed).length;

  if (lost > 0) problems.push(`${lost} lost`);
  if (unheard > 0) problems.push(`${unheard} did not end of which no client had heard`);
  if (duplicated > 0) problems.push(`${duplicated} duplicated`);
  if (failed > 0) problems.push(`${failed} failed, though the fault passed`);
  return {
    counts: {
      'follow-ups': accepted.size,
      lost,
      duplicated,
      failed,
      cancelled: rows.filter(({ status }) => status === 'cancelled').length,
      'extra calls': `${extraCalls} of ${allowedCalls}`,
      recovery: recoverySeconds(trial, rows),
    },
    problems,
  };
}

/** Ended without success, or without its second phase. */
export function hasFailed({ status, failedCommands }: OutcomeRow): boolean {
  return status === 'failed' || failedCommands > 0;
}

/** Once and for all, with each of its commands. */
export function hasEnded({ status, ends, openCommands }: OutcomeRow): boolean {
  return isTerminal(status as FollowUpStatus) && ends > 0 && openCommands === 0;
}
