import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import type { Job } from 'bullmq';
import { createLockWatch } from '../../../src/platform/queues/watch-locks.ts';

const lockDurationMs = 30_000;

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

/** Jobs that run until the test ends them. */
function holdJobs() {
  const worker = new EventEmitter();
  const signals: AbortSignal[] = [];
  const ends: (() => void)[] = [];
  const locks = createLockWatch(
    (_job, _token, lockLost) =>
      new Promise((resolve) => {
        signals.push(lockLost);
        ends.push(resolve);
      }),
    lockDurationMs,
  );
  locks.follow(worker);
  return {
    worker,
    start(id: string) {
      const index = signals.length;
      const done = locks.process({ id } as Job<unknown, void>, 'token');
      return {
        hasLock: () => !signals[index]?.aborted,
        async end() {
          ends[index]?.();
          await done;
        },
      };
    },
  };
}

test('a job whose lock is renewed in time stays its worker’s', async () => {
  const { worker, start } = holdJobs();
  const job = start('a');
  for (let renewal = 0; renewal < 10; renewal += 1) {
    jest.advanceTimersByTime(lockDurationMs - 1);
    worker.emit('locksRenewed', { count: 1, jobIds: ['a'] });
  }
  expect(job.hasLock()).toBe(true);
  await job.end();
});

test('a job whose lock was not renewed for as long as it lasts is given up', async () => {
  const { worker, start } = holdJobs();
  const [lost, kept] = [start('a'), start('b')];
  jest.advanceTimersByTime(lockDurationMs - 1);
  worker.emit('locksRenewed', { count: 1, jobIds: ['b'] });
  jest.advanceTimersByTime(1);
  expect([lost.hasLock(), kept.hasLock()]).toEqual([false, true]);
  await Promise.all([lost.end(), kept.end()]);
});

test('a job whose renewal is refused is given up at once', async () => {
  const { worker, start } = holdJobs();
  const [lost, kept] = [start('a'), start('b')];
  worker.emit('lockRenewalFailed', ['a']);
  expect([lost.hasLock(), kept.hasLock()]).toEqual([false, true]);
  await Promise.all([lost.end(), kept.end()]);
});

test('a job that the same worker takes again is lost to whoever had it before', async () => {
  const { worker, start } = holdJobs();
  const first = start('a');
  const second = start('a');
  expect([first.hasLock(), second.hasLock()]).toEqual([false, true]);
  await first.end();
  worker.emit('lockRenewalFailed', ['a']);
  expect(second.hasLock()).toBe(false);
  await second.end();
});

test('a job that has ended keeps no timer', async () => {
  const { start } = holdJobs();
  await start('a').end();
  expect(jest.getTimerCount()).toBe(0);
});
