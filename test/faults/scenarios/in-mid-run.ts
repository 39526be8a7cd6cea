import { until } from '../../harness/until.ts';
import { sendFollowUps } from '../send-follow-ups.ts';
import type { Trial } from '../trial.ts';

/** Disturbs everything while half of the work is done and the rest waits, runs, or is still being sent. */
export async function inMidRun(
  trial: Trial,
  followUps: number,
  disturbance: () => Promise<unknown>,
): Promise<void> {
  const { calls } = trial.cluster.model;
  const sending = sendFollowUps(trial, followUps);
  await until(async () => calls.length >= followUps, 120_000);
  await trial.disturb(disturbance);
  await sending;
}
