import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../../harness/until.ts';
import { enrollLeads, halfReply, reply, reviewedChannel } from '../enroll-leads.ts';
import { enrollments } from '../examine-enrollments.ts';
import { insist } from '../insist.ts';
import { countPendingReviews } from '../read-enrollments.ts';
import { readPending } from '../review-follow-ups.ts';
import type { Restartable } from '../servers/restartable.ts';
import type { Trial } from '../trial.ts';
import { inMidSequence } from './in-mid-run.ts';
import type { Scenario } from './scenario.ts';
import { atLock, busiest, callsAtOnce, killThere, queueUp } from './standstill.ts';

/** Enrolls leads, and waits until a step of each waits for a review. */
async function enrollUpToReview(trial: Trial, count: number): Promise<void> {
  trial.reviewers?.rest();
  await enrollLeads(trial, count);
  const { url } = trial.cluster.postgres;
  await until(async () => (await countPendingReviews(url)) === count, 120_000, 250);
}

interface Transition {
  name: string;
  fault: string;
  run: Scenario['run'];
}

const transitions: readonly Transition[] = [
  {
    name: 'enroll',
    fault: 'an API as it enrolls a lead',
    async run(trial, count) {
      const { cluster } = trial;
      let enrolling = Promise.resolve();
      const letEnroll = () => {
        enrolling = enrollLeads(trial, count);
      };
      const thaw = await queueUp(cluster, async () => {
        const statement = 'LOCK TABLE enrollment IN SHARE MODE';
        await killThere(trial, await atLock(cluster, statement, letEnroll, cluster.apis));
        await enrolling;
      });
      thaw();
    },
  },
  {
    name: 'start',
    fault: 'a worker as it starts a step',
    async run(trial, count) {
      const { cluster } = trial;
      const thaw = await queueUp(cluster, () => enrollLeads(trial, count));
      // A new follow-up refers to its site. Nothing else that workers do locks the site's row.
      await killThere(trial, await atLock(cluster, 'SELECT FROM site FOR UPDATE', thaw, cluster.workers));
      await halfReply(trial);
    },
  },
  {
    name: 'review',
    fault: 'a worker as it asks for a review',
    async run(trial, count) {
      const { cluster } = trial;
      trial.reviewers?.rest();
      const thaw = await queueUp(cluster, () => enrollLeads(trial, count));
      const statement = 'LOCK TABLE review IN SHARE MODE';
      await killThere(trial, await atLock(cluster, statement, thaw, cluster.workers));
      trial.reviewers?.goOn();
      await halfReply(trial);
    },
  },
  {
    name: 'publish',
    fault: 'a worker as it publishes a step',
    async run(trial, count) {
      const { cluster } = trial;
      await enrollUpToReview(trial, count);
      const answers = cluster.model.hold('copywriter');
      trial.reviewers?.goOn();
      await answers.reached(callsAtOnce(count));
      const statement = 'SELECT FROM enrollment FOR UPDATE';
      await killThere(trial, await atLock(cluster, statement, answers.release, cluster.workers));
      await halfReply(trial);
    },
  },
  {
    name: 'decide',
    fault: 'an API as it stores a decision',
    async run(trial, count) {
      const { cluster, reviewers } = trial;
      await enrollUpToReview(trial, count);
      const statement = 'LOCK TABLE review IN SHARE MODE';
      await killThere(trial, await atLock(cluster, statement, () => reviewers?.goOn(), cluster.apis));
    },
  },
  {
    name: 'reply',
    fault: 'an API as it stops the sequence of a lead that replied',
    async run(trial, count) {
      const { cluster } = trial;
      await enrollUpToReview(trial, count);
      let replying = Promise.resolve();
      const letReply = () => {
        replying = halfReply(trial);
      };
      const statement = 'SELECT FROM enrollment FOR UPDATE';
      await killThere(trial, await atLock(cluster, statement, letReply, cluster.apis));
      trial.reviewers?.goOn();
      await replying;
    },
  },
  {
    name: 'regenerate',
    fault: 'a worker as it writes a reviewed message again',
    async run(trial, count) {
      await enrollUpToReview(trial, count);
      const answers = trial.cluster.model.hold('copywriter');
      const pending = await readPending(trial);
      for (const { id } of pending) {
        await insist(trial, {
          method: 'POST',
          path: `/api/follow-ups/${id}/messages/${reviewedChannel}/regenerate`,
          body: {},
        });
        trial.orderedCalls += 1;
      }
      const victim = busiest(trial.cluster, await answers.reached(callsAtOnce(count)));
      await killThere(trial, { process: victim, release: answers.release });
      trial.reviewers?.goOn();
    },
  },
];

const kills = 6;

/** Kills one process after the other, each after a moment of work. */
async function killAny({ cluster: { apis, workers } }: Trial): Promise<void> {
  const processes: readonly Restartable[] = [...workers, ...apis];
  for (let count = 0; count < kills; count += 1) {
    await sleep(Math.random() * 1_000);
    const victim = processes[count % processes.length] as Restartable;
    await victim.kill();
    await victim.start();
  }
}

/** In an undisturbed enrollment: two steps of two phases. */
const callsEach = 4;
/** Covers what comes after the answer: checks, publishing, the step after it. */
const spreadMs = 300;

export const sequences: readonly Scenario[] = [
  ...transitions.map(({ name, fault, run }) => ({
    name: `sequence-kill-${name}`,
    fault: `kill -9 of ${fault}`,
    subject: enrollments,
    run,
  })),
  {
    name: 'sequence-kill-any',
    fault: `kill -9 of one process after the other, ${kills} times`,
    subject: enrollments,
    run: (trial, count) => inMidSequence(trial, count, () => killAny(trial)),
  },
  {
    name: 'sequence-reply-race',
    fault: 'replies at each point between the claim and the end of each step',
    subject: enrollments,
    async run(trial, count) {
      const replies: Promise<void>[] = [];
      const answered = new Map<string, number>();
      trial.cluster.model.answering(({ marker }) => {
        const answers = (answered.get(marker) ?? 0) + 1;
        answered.set(marker, answers);
        const number = Number(marker.slice(1));
        if (answers !== (number % callsEach) + 1) return;
        const replied = sleep(Math.random() * spreadMs).then(() => reply(trial, marker));
        // It is awaited below; until then, its failure is not unheard.
        replied.catch(() => undefined);
        replies.push(replied);
      });
      await trial.disturb(() => enrollLeads(trial, count), []);
      const { url } = trial.cluster.postgres;
      await until(async () => (await enrollments.countUnfinished(url)) === 0, 120_000, 250);
      await Promise.all(replies);
    },
  },
];
