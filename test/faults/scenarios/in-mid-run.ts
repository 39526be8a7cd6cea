import { until } from '../../harness/until.ts';
import { enrollLeads, halfReply } from '../enroll-leads.ts';
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

/** The same for enrollments, while half of their leads reply and others are reviewed. */
export async function inMidSequence(
  trial: Trial,
  enrollments: number,
  disturbance: () => Promise<unknown>,
): Promise<void> {
  const { calls } = trial.cluster.model;
  await enrollLeads(trial, enrollments);
  const replying = halfReply(trial);
  await until(async () => calls.length >= enrollments, 120_000);
  await trial.disturb(disturbance);
  await replying;
}
