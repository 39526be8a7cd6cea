import { expect, test } from '@jest/globals';
import { parseAvailability } from '../../../src/contract/availability.ts';

const morning = { from: '09:00', to: '12:00' };

test.each([
  ['Tue-Thu 09:00-12:00', [{ days: [2, 3, 4], ...morning }]],
  ['tuesday – thurs 9:00 – 12:00', [{ days: [2, 3, 4], ...morning }]],
  [
    'Mon 09:00-12:00; Fri 14:30-16:00',
    [
      { days: [1], ...morning },
      { days: [5], from: '14:30', to: '16:00' },
    ],
  ],
  ['Mon, Wed 09:00-12:00', [{ days: [1, 3], ...morning }]],
  [
    'Mon 09:00-12:00, 14:00-16:00',
    [
      { days: [1], ...morning },
      { days: [1], from: '14:00', to: '16:00' },
    ],
  ],
  ['Fri-Mon 09:00-12:00', [{ days: [1, 5, 6, 7], ...morning }]],
])('%s can be read', (text, ranges) => {
  expect(parseAvailability(text)).toEqual(ranges);
});

test.each([
  '',
  'mornings',
  'Tue-Thu',
  '09:00-12:00',
  'Tue 12:00-09:00',
  'Tue 09:00-09:00',
  'Tue 9-12',
  'Tue 24:00-25:00',
  'T 09:00-12:00',
  'Tue 09:00-12:00,',
  'Tue 09:00-12:00 or later',
])('%j cannot', (text) => {
  expect(parseAvailability(text)).toBeNull();
});
