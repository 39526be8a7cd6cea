import { expect, test } from '@jest/globals';
import { parseInterval } from '../../../src/contract/date-time.ts';

test.each([
  ['3 days', 'P3D'],
  ['1 week', 'P1W'],
  ['2 Weeks', 'P2W'],
  ['48 hours', 'PT48H'],
  ['1 month', 'P1M'],
  ['P3D', 'P3D'],
  ['p1w', 'P1W'],
  ['PT36H', 'PT36H'],
])('%s is %s', (text, iso) => {
  expect(parseInterval(text)?.toISO()).toBe(iso);
});

test.each(['tomorrow', '', '3', 'days', '-3 days', '0 days', 'P0D', '3 days 2 hours', 'P3DX', '1.5.2 days'])(
  '%j is no duration',
  (text) => {
    expect(parseInterval(text)).toBeNull();
  },
);
