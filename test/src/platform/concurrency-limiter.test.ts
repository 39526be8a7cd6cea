import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import {
  type Admission,
  type ConcurrencyLimiter,
  createConcurrencyLimiter,
  type Limit,
} from '../../../src/platform/concurrency-limiter.ts';

const endpoint: Limit = { key: 'endpoint', concurrency: 2 };
const organisation: Limit = { key: 'organisation', concurrency: 3 };
let limiter: ConcurrencyLimiter;

beforeEach(() => {
  jest.useFakeTimers();
  limiter = createConcurrencyLimiter(() => Date.now());
});

afterEach(() => {
  jest.useRealTimers();
});

async function acquired(...into: Limit[]) {
  const admission = await limiter.acquire(into);
  if (admission.kind !== 'acquired') throw new Error('the limit is reached');
  return admission;
}

function afterMs(admission: Admission): number {
  if (admission.kind !== 'full') throw new Error('there was a place');
  return admission.afterMs;
}

test('a caller that finds a limit reached by quick work waits for a place', async () => {
  const first = await acquired(endpoint);
  await acquired(endpoint);
  const third = limiter.acquire([endpoint]);
  await jest.advanceTimersByTimeAsync(10);
  first.release();
  expect((await third).kind).toBe('acquired');
});

test('a caller that waits in vain is turned away, for longer the more are before it, and for a minute at most', async () => {
  await acquired(endpoint);
  await acquired(endpoint);
  const third = limiter.acquire([endpoint]);
  await jest.advanceTimersByTimeAsync(1_000);
  // Two at once that take a second by now: one place every half a second.
  expect(afterMs(await third)).toBe(500);
  await jest.advanceTimersByTimeAsync(9_000);
  const waits = [];
  for (let index = 0; index < 20; index += 1) waits.push(afterMs(await limiter.acquire([endpoint])));
  expect(waits.slice(0, 3)).toEqual([5_000, 10_000, 15_000]);
  expect(waits.slice(-2)).toEqual([60_000, 60_000]);
});

test('one slow piece of work does not change the average much', async () => {
  await acquired(endpoint);
  await jest.advanceTimersByTimeAsync(20_000);
  const quick = await acquired(endpoint);
  const waiting = limiter.acquire([endpoint]);
  await jest.advanceTimersByTimeAsync(5);
  quick.release();
  expect((await waiting).kind).toBe('acquired');
});

test('the average starts anew when nothing runs', async () => {
  const slow = [await acquired(endpoint), await acquired(endpoint)];
  await jest.advanceTimersByTimeAsync(20_000);
  expect((await limiter.acquire([endpoint])).kind).toBe('full');
  for (const { release } of slow) release();
  await acquired(endpoint);
  await acquired(endpoint);
  const waiting = limiter.acquire([endpoint]);
  await jest.advanceTimersByTimeAsync(1_000);
  expect(afterMs(await waiting)).toBe(500);
});

test('places under several limits are acquired together or not at all, and other keys stay free', async () => {
  await acquired(endpoint, organisation);
  await acquired(endpoint, organisation);
  await jest.advanceTimersByTimeAsync(5_000);
  expect((await limiter.acquire([endpoint, organisation])).kind).toBe('full');
  const other = await acquired({ key: 'another endpoint', concurrency: 2 }, organisation);
  await jest.advanceTimersByTimeAsync(5_000);
  expect((await limiter.acquire([{ key: 'a third', concurrency: 2 }, organisation])).kind).toBe('full');
  other.release();
  await acquired({ key: 'a third', concurrency: 2 }, organisation);
});
