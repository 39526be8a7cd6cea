import { setTimeout as sleep } from 'node:timers/promises';
import pLimit from 'p-limit';
import type { FollowUpStatus } from '../../src/contract/status.ts';
import { ask, insist } from './insist.ts';
import type { Trial } from './trial.ts';

export interface Reviewers {
  /** They decide nothing until they go on. */
  rest(): void;
  goOn(): void;
  stop(): Promise<void>;
}

export interface PendingReview {
  id: string;
  metadata: { marker: string };
  review: { revisions: Record<string, number> };
}

const lookEveryMs = 200;

/** Two people who decide on the same review at once, each through another API, until they are stopped. */
export function startReviewers(trial: Trial): Reviewers {
  let isResting = false;
  let isOver = false;
  async function work(): Promise<void> {
    const limit = pLimit(10);
    while (!isOver) {
      const pending = isResting ? [] : await readPending(trial);
      await Promise.all(pending.map((one) => limit(() => decideTwice(trial, one))));
      await sleep(lookEveryMs);
    }
  }
  const working = work();
  // It is awaited by stop; until then, its failure is not unheard.
  working.catch(() => undefined);
  return {
    rest() {
      isResting = true;
    },
    goOn() {
      isResting = false;
    },
    stop() {
      isOver = true;
      return working;
    },
  };
}

export function readPending(trial: Trial): Promise<PendingReview[]> {
  return insist<PendingReview[]>(trial, {
    method: 'GET',
    path: '/api/follow-ups?review=pending&order=asc&view=full&limit=100',
  });
}

/** Of every third follow-up, one of the two does not approve. */
async function decideTwice(trial: Trial, { id, metadata, review }: PendingReview): Promise<void> {
  const approval = { revisions: review.revisions, reviewer: 'Ana', stale: 'accept' };
  const isDisputed = Number(metadata.marker.slice(1)) % 3 === 0;
  await Promise.all([
    decide(trial, 0, `/api/follow-ups/${id}/approve`, approval),
    isDisputed
      ? decide(trial, 1, `/api/follow-ups/${id}/reject`, { reason: 'Not now', reviewer: 'Ben' })
      : decide(trial, 1, `/api/follow-ups/${id}/approve`, { ...approval, reviewer: 'Ben' }),
  ]);
}

/** Remembers what is answered, if the decision counts. */
async function decide(trial: Trial, api: 0 | 1, path: string, body: object): Promise<void> {
  const answer = await ask<{ id: string; status: FollowUpStatus }>(trial, {
    method: 'POST',
    path,
    body,
    api,
  });
  if (answer.status === 200) trial.told.push({ id: answer.body.data.id, status: answer.body.data.status });
  // Decided, stopped or written again meanwhile.
  else if (answer.status !== 409) throw new Error(`POST ${path} answered ${JSON.stringify(answer)}`);
}
