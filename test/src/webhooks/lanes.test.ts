import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { type Admission, createLanes, type Lane, type Lanes } from '../../../src/webhooks/lanes.ts';

const endpoint: Lane = { key: 'endpoint', width: 2 };
const organisation: Lane = { key: 'organisation', width: 3 };
let lanes: Lanes;

beforeEach(() => {
  jest.useFakeTimers();
  lanes = createLanes(() => Date.now());
});

afterEach(() => {
  jest.useRealTimers();
});

async function entered(...into: Lane[]) {
  const admission = await lanes.enter(into);
  if (admission.kind !== 'entered') throw new Error('the lane is full');
  return admission;
}

function afterMs(admission: Admission): number {
  if (admission.kind !== 'full') throw new Error('there was room');
  return admission.afterMs;
}

test('who finds a quick lane full waits for room', async () => {
  const first = await entered(endpoint);
  await entered(endpoint);
  const third = lanes.enter([endpoint]);
  await jest.advanceTimersByTimeAsync(10);
  first.leave();
  expect((await third).kind).toBe('entered');
});

test('who waits in vain is sent away, for longer the more are before it, and for a minute at most', async () => {
  await entered(endpoint);
  await entered(endpoint);
  const third = lanes.enter([endpoint]);
  await jest.advanceTimersByTimeAsync(1_000);
  // Two at once that take a second by now: one place every half a second.
  expect(afterMs(await third)).toBe(500);
  await jest.advanceTimersByTimeAsync(9_000);
  const waits = [];
  for (let index = 0; index < 20; index += 1) waits.push(afterMs(await lanes.enter([endpoint])));
  expect(waits.slice(0, 3)).toEqual([5_000, 10_000, 15_000]);
  expect(waits.slice(-2)).toEqual([60_000, 60_000]);
});

test('one outlier does not make a lane slow', async () => {
  await entered(endpoint);
  await jest.advanceTimersByTimeAsync(20_000);
  const quick = await entered(endpoint);
  const waiting = lanes.enter([endpoint]);
  await jest.advanceTimersByTimeAsync(5);
  quick.leave();
  expect((await waiting).kind).toBe('entered');
});

test('a lane that was slow is quick again once it is empty', async () => {
  const slow = [await entered(endpoint), await entered(endpoint)];
  await jest.advanceTimersByTimeAsync(20_000);
  expect((await lanes.enter([endpoint])).kind).toBe('full');
  for (const { leave } of slow) leave();
  await entered(endpoint);
  await entered(endpoint);
  const waiting = lanes.enter([endpoint]);
  await jest.advanceTimersByTimeAsync(1_000);
  expect(afterMs(await waiting)).toBe(500);
});

test('several lanes are entered together or not at all, and other lanes stay free', async () => {
  await entered(endpoint, organisation);
  await entered(endpoint, organisation);
  await jest.advanceTimersByTimeAsync(5_000);
  expect((await lanes.enter([endpoint, organisation])).kind).toBe('full');
  const other = await entered({ key: 'another endpoint', width: 2 }, organisation);
  await jest.advanceTimersByTimeAsync(5_000);
  expect((await lanes.enter([{ key: 'a third', width: 2 }, organisation])).kind).toBe('full');
  other.leave();
  await entered({ key: 'a third', width: 2 }, organisation);
});
