import { expect, test } from '@jest/globals';
import { parseRetryAfter } from '../../../src/platform/retry-after.ts';

test.each<[string | undefined, number | null]>([
  [undefined, null],
  ['120', 120_000],
  [' 0 ', 0],
  ['0.5', 500],
  ['-1', null],
  ['soon', null],
  ['Thu, 01 Jan 2026 00:01:00 GMT', 60_000],
  ['Wed, 31 Dec 2025 23:59:00 GMT', 0],
])('Retry-After: %s', (header, expected) => {
  expect(parseRetryAfter(header, Date.UTC(2026, 0, 1))).toBe(expected);
});
