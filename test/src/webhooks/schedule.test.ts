import { expect, test } from '@jest/globals';
import { waitAfter } from '../../../src/webhooks/schedule.ts';

const minute = 60_000;
const hour = 60 * minute;

test('an attempt that failed is followed by the next of the schedule, up to the tenth', () => {
  const waits = Array.from({ length: 10 }, (_, index) => waitAfter(index + 1, null, 0.5));
  expect(waits).toEqual([
    5_000,
    5 * minute,
    30 * minute,
    2 * hour,
    5 * hour,
    10 * hour,
    14 * hour,
    20 * hour,
    24 * hour,
    null,
  ]);
});

test('the waits are spread by a tenth to both sides', () => {
  expect([0, 0.5, 1].map((random) => waitAfter(2, null, random))).toEqual([270_000, 300_000, 330_000]);
});

test('Retry-After puts an attempt off for a day at most, and never brings it forward', () => {
  expect(waitAfter(1, 60_000, 0.5)).toBe(60_000);
  expect(waitAfter(2, 1_000, 0.5)).toBe(5 * minute);
  expect(waitAfter(1, 1_000 * hour, 0.5)).toBe(24 * hour);
  expect(waitAfter(10, 60_000, 0.5)).toBeNull();
});
