import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../../harness/until.ts';
import type { Cluster } from '../cluster.ts';
import { enrollLeads, halfReply, reply, reviewedChannel } from '../enroll-leads.ts';
import { enrollments } from '../examine-enrollments.ts';
import { insist } from '../insist.ts';
import { readPending } from '../review-follow-ups.ts';
import { lockDatabase } from '../servers/database-lock.ts';
import type { Restartable } from '../servers/restartable.ts';
import type { Trial } from '../trial.ts';
import { inMidSequence } from './in-mid-run.ts';
import { busiest, type Standstill } from './kill-worker.ts';
import type { Scenario } from './scenario.ts';

/** As many calls as two workers make at a time. */
const mostCalls = 100;

/** Lets a process run into a lock. */
async function atLock(cluster: Cluster, statement: string, letRun: () => unknown): Promise<Standstill> {
  const lock = await lockDatabase(cluster.postgres.url, statement);
  letRun();
  const name = await lock.reached();
  const process = [...cluster.apis, ...cluster.workers].find((each) => each.name === name);
  if (!process) throw new Error(`${name} stands where only an API or a worker should`);
  return { worker: process, release: lock.release };
}

/** Kills what stands still, lets the others go on, and starts it again. */
async function killThere(trial: Trial, { worker: victim, release }: Standstill): Promise<void> {
  await trial.disturb(() => victim.kill(), [victim]);
  await release();
  await victim.start();
}

/** Enrolls leads while no worker looks at them. @returns what lets the workers go on */
async function enrollAhead(trial: Trial, count: number): Promise<() => void> {
  const { workers } = trial.cluster;
  for (const worker of workers) worker.freeze();
  await enrollLeads(trial, count);
  return () => {
    for (const worker of workers) worker.thaw();
  };
}

/** Enrolls leads, and waits until a step of each waits for a review. */
async function enrollUpToReview(trial: Trial, count: number): Promise<void> {
  trial.reviewers?.rest();
  await enrollLeads(trial, count);
  const most = Math.min(count, mostCalls);
  await until(async () => (await readPending(trial)).length >= most, 120_000, 250);
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
      for (const worker of cluster.workers) worker.freeze();
      let enrolling = Promise.resolve();
      const there = await atLock(cluster, 'LOCK TABLE enrollment IN SHARE MODE', () => {
        enrolling = enrollLeads(trial, count);
      });
      await killThere(trial, there);
      await enrolling;
      for (const worker of cluster.workers) worker.thaw();
    },
  },
  {
    name: 'start',
    fault: 'a worker as it starts a step',
    async run(trial, count) {
      const thaw = await enrollAhead(trial, count);
      // A new follow-up refers to its site. Nothing else that workers do locks the site's row.
      await killThere(trial, await atLock(trial.cluster, 'SELECT FROM site FOR UPDATE', thaw));
      await halfReply(trial);
    },
  },
  {
    name: 'review',
    fault: 'a worker as it asks for a review',
    async run(trial, count) {
      trial.reviewers?.rest();
      const thaw = await enrollAhead(trial, count);
      await killThere(trial, await atLock(trial.cluster, 'LOCK TABLE review IN SHARE MODE', thaw));
      trial.reviewers?.goOn();
      await halfReply(trial);
    },
  },
  {
    name: 'publish',
    fault: 'a worker as it publishes a step',
    async run(trial, count) {
      await enrollUpToReview(trial, count);
      const answers = trial.cluster.model.hold('copywriter');
      trial.reviewers?.goOn();
      await answers.reached(Math.min(count, mostCalls));
      await killThere(
        trial,
        await atLock(trial.cluster, 'SELECT FROM enrollment FOR UPDATE', answers.release),
      );
      await halfReply(trial);
    },
  },
  {
    name: 'decide',
    fault: 'an API as it stores a decision',
    async run(trial, count) {
      await enrollUpToReview(trial, count);
      const there = await atLock(trial.cluster, 'LOCK TABLE review IN SHARE MODE', () =>
        trial.reviewers?.goOn(),
      );
      await killThere(trial, there);
    },
  },
  {
    name: 'reply',
    fault: 'an API as it stops the sequence of a lead that replied',
    async run(trial, count) {
      await enrollUpToReview(trial, count);
      let replying = Promise.resolve();
      const there = await atLock(trial.cluster, 'SELECT FROM enrollment FOR UPDATE', () => {
        replying = halfReply(trial);
      });
      await killThere(trial, there);
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
      const victim = busiest(trial.cluster, await answers.reached(Math.min(count, mostCalls)));
      await killThere(trial, { worker: victim, release: answers.release });
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
