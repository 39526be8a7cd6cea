import { expect, test } from '@jest/globals';
import { drainSeconds } from '../../../src/platform/drain-time.ts';

test.each([
  ['nothing is left', 0, { endedInMinute: 0, oldestUnfinishedS: 0 }, 0],
  ['two end a second', 600, { endedInMinute: 120, oldestUnfinishedS: 40 }, 300],
  ['none has ended for long', 5, { endedInMinute: 0, oldestUnfinishedS: 240 }, 240],
])('how long follow-ups take to end when %s', (_when, followUps, drain, seconds) => {
  expect(drainSeconds(followUps, drain)).toBe(seconds);
});
