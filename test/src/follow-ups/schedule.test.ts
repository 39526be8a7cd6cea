import { expect, test } from '@jest/globals';
import { nextFollowUpAt } from '../../../src/follow-ups/schedule.ts';

const thursdayEvening = new Date('2024-04-18T23:30:00Z');

test.each([
  ['3 days', 'UTC', '2024-04-22T23:30:00.000Z', 'from Sunday to Monday'],
  ['1 day', 'UTC', '2024-04-19T23:30:00.000Z', 'a Friday stays'],
  ['1 day', 'Asia/Tokyo', '2024-04-21T23:30:00.000Z', 'Friday morning there, so Saturday, so Monday'],
  ['1 week', 'America/New_York', '2024-04-25T23:30:00.000Z', 'a Thursday stays'],
])('%s in %s is %s: %s', (interval, timezone, due) => {
  expect(nextFollowUpAt(interval, thursdayEvening, timezone)).toBe(due);
});

test('keeps the hour of the day over a change of the clocks', () => {
  expect(nextFollowUpAt('3 days', new Date('2024-03-28T12:00:00Z'), 'Europe/Berlin')).toBe(
    '2024-04-01T11:00:00.000Z',
  );
});

test('nothing is due without an interval', () => {
  expect(nextFollowUpAt(null, thursdayEvening, 'UTC')).toBeNull();
});
