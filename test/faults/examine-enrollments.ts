import { countTwoEnds } from './count-duplicates.ts';
import { endTrial } from './end-trial.ts';
import { enrollLeads, stepCount } from './enroll-leads.ts';
import { hasEnded, hasFailed } from './examine-follow-ups.ts';
import { countOpenEnrollments, readEnrollments } from './read-enrollments.ts';
import { startReviewers } from './review-follow-ups.ts';
import type { Baseline, Findings, Subject } from './subject.ts';
import { recoverySeconds, type Trial } from './trial.ts';

/** Sequences with a review, whose leads may reply. */
export const enrollments: Subject = {
  send: enrollLeads,
  attend(trial) {
    trial.reviewers = startReviewers(trial);
  },
  countUnfinished: countOpenEnrollments,
  examine,
};

async function examine(trial: Trial, baseline: Baseline): Promise<Findings> {
  const { cluster, accepted, replied } = trial;
  const {
    before,
    after: followUps,
    extraCalls,
    allowedCalls,
    problems,
  } = await endTrial(trial, baseline, countOpenEnrollments);
  const rows = await readEnrollments(cluster.postgres.url);
  const ended = new Set(rows.filter(({ finishedAt, ends }) => finishedAt && ends > 0).map(({ id }) => id));
  const stuck =
    [...accepted.values()].filter((id) => !ended.has(id)).length +
    followUps.filter((one) => !hasEnded(one)).length;
  const twice =
    rows.length -
    new Set(rows.map(({ marker }) => marker)).size +
    rows.filter(({ ends, repeatedSteps }) => ends > 1 || repeatedSteps > 0).length +
    countTwoEnds(trial, followUps, before);
  const afterReply = rows.filter((one) => one.afterReply > 0).length;
  const failed = rows.filter(({ status }) => status === 'failed').length + followUps.filter(hasFailed).length;
  const incomplete = rows.filter(({ status, endedSteps }) => status === 'finished' && endedSteps < stepCount);
  const stopped = rows.filter(({ status }) => status === 'stopped');
  const withoutReply = stopped.filter(({ marker }) => !replied.has(marker)).length;

  if (stuck > 0) problems.push(`${stuck} stuck`);
  if (rows.length !== accepted.size)
    problems.push(`${rows.length - accepted.size} of which no client had heard`);
  if (twice > 0) problems.push(`${twice} with something that happened twice`);
  if (afterReply > 0) problems.push(`${afterReply} went on after a reply`);
  if (failed > 0) problems.push(`${failed} failed, though the fault passed`);
  if (incomplete.length > 0) problems.push(`${incomplete.length} finished without all of their steps`);
  if (withoutReply > 0) problems.push(`${withoutReply} stopped without a reply`);
  return {
    counts: {
      enrollments: accepted.size,
      stuck,
      twice,
      'after a stop': afterReply,
      failed,
      stopped: stopped.length,
      'extra calls': `${extraCalls} of ${allowedCalls}`,
      recovery: recoverySeconds(trial, rows),
    },
    problems,
  };
}
