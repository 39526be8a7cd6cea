import { describe, expect, test } from '@jest/globals';
import type { SequenceWindow } from '../../../src/contract/resources/sequence.ts';
import { calendarOf, zoneOfLead } from '../../../src/sequences/calendar.ts';
import { type Calendar, endOfWait, intoWindow, nextDay } from '../../../src/sequences/timing.ts';

const office: SequenceWindow = {
  days: ['mon', 'tue', 'wed', 'thu', 'fri'],
  from: '09:00',
  to: '17:00',
  timezone: 'lead',
};
const berlin = (more: Partial<Calendar> = {}): Calendar => ({
  zone: 'Europe/Berlin',
  siteZone: 'Europe/Berlin',
  windowZone: 'Europe/Berlin',
  window: office,
  isHoliday: (date) => date === '2026-12-25',
  ...more,
});
const at = (text: string) => new Date(text);

describe('a wait', () => {
  test.each([
    ['0 days', '2026-03-02T10:00:00+01:00', '2026-03-02T10:00:00+01:00'],
    ['3 days', '2026-03-02T10:00:00+01:00', '2026-03-05T10:00:00+01:00'],
    ['P1W', '2026-03-02T10:00:00+01:00', '2026-03-09T10:00:00+01:00'],
    ['PT36H', '2026-03-02T10:00:00+01:00', '2026-03-03T22:00:00+01:00'],
    // Local times stay the same when the clocks change; a number of hours is a number of hours.
    ['2 days', '2026-03-28T10:00:00+01:00', '2026-03-30T10:00:00+02:00'],
    ['2 days', '2026-10-24T10:00:00+02:00', '2026-10-26T10:00:00+01:00'],
    ['PT24H', '2026-03-28T10:00:00+01:00', '2026-03-29T11:00:00+02:00'],
    // From a Friday over a weekend, and over Christmas Day.
    ['1 business day', '2026-03-06T10:00:00+01:00', '2026-03-09T10:00:00+01:00'],
    ['3 business days', '2026-03-05T10:00:00+01:00', '2026-03-10T10:00:00+01:00'],
    ['1 business day', '2026-12-24T10:00:00+01:00', '2026-12-28T10:00:00+01:00'],
    ['0 business days', '2026-03-07T10:00:00+01:00', '2026-03-09T10:00:00+01:00'],
  ])('of %s from %s ends at %s', (wait, from, end) => {
    expect(endOfWait(at(from), wait, berlin())).toEqual(at(end));
  });
});

describe('a window', () => {
  test.each([
    ['is open', '2026-03-03T10:30:00+01:00', '2026-03-03T10:30:00+01:00'],
    ['opens later on that day', '2026-03-03T06:00:00+01:00', '2026-03-03T09:00:00+01:00'],
    ['opens on the next day', '2026-03-03T17:00:00+01:00', '2026-03-04T09:00:00+01:00'],
    ['is closed at the weekend', '2026-03-07T12:00:00+01:00', '2026-03-09T09:00:00+01:00'],
    ['is closed on a holiday', '2026-12-25T10:00:00+01:00', '2026-12-28T09:00:00+01:00'],
    ['opens at the new local time', '2026-03-28T12:00:00+01:00', '2026-03-30T09:00:00+02:00'],
  ])('that %s', (_what, from, start) => {
    expect(intoWindow(at(from), berlin())).toEqual(at(start));
  });

  test('is that of its own time zone', () => {
    const tokyo = berlin({ windowZone: 'Asia/Tokyo' });
    expect(intoWindow(at('2026-03-03T10:30:00+01:00'), tokyo)).toEqual(at('2026-03-04T09:00:00+09:00'));
  });

  test('that opens in the hour that a change of the clocks skips opens after it', () => {
    const night: SequenceWindow = { ...office, days: ['sun'], from: '02:30', to: '24:00' };
    const opened = intoWindow(at('2026-03-28T12:00:00+01:00'), berlin({ window: night }));
    expect(opened).toEqual(at('2026-03-29T03:30:00+02:00'));
  });

  test('of the next day comes after a daily limit, whose days are those of the site', () => {
    const calendar = berlin({ siteZone: 'America/New_York' });
    const midnight = nextDay(at('2026-03-06T10:00:00+01:00'), calendar);
    expect(midnight).toEqual(at('2026-03-07T00:00:00-05:00'));
    expect(intoWindow(midnight, calendar)).toEqual(at('2026-03-09T09:00:00+01:00'));
  });

  test('that never opens loses no step', () => {
    const closed = berlin({ isHoliday: () => true });
    expect(intoWindow(at('2026-03-03T10:30:00+01:00'), closed)).toEqual(at('2026-03-03T10:30:00+01:00'));
  });
});

describe('the zone of a lead', () => {
  const site = { timezone: 'America/New_York', country: null, holidays: null };
  test.each([
    ['its own', { timezone: 'Asia/Tokyo', phone: '+4930123456' }, 'Asia/Tokyo'],
    ["its country's", { timezone: null, phone: '+49 30 123456' }, 'Europe/Berlin'],
    [
      "the site's in a country with several",
      { timezone: null, phone: '+1 212 555 0123' },
      'America/New_York',
    ],
    ["the site's without a phone number", { timezone: null, phone: null }, 'America/New_York'],
  ])('is %s', (_which, lead, zone) => {
    expect(zoneOfLead({ site, lead })).toBe(zone);
  });
});

describe('holidays', () => {
  const lead = { timezone: null, phone: null };
  const holidaysOf = async (country: string | null, holidays: string[] | null) =>
    (await calendarOf({ site: { timezone: 'UTC', country, holidays }, lead, window: null })).isHoliday;

  test('are the public ones of the country', async () => {
    const isHoliday = await holidaysOf('DE', null);
    expect(['2026-12-25', '2026-10-03', '2027-01-01'].map(isHoliday)).toEqual([true, true, true]);
    expect(['2026-12-24', '2026-07-04'].map(isHoliday)).toEqual([false, false]);
    expect((await holidaysOf('US', null))('2026-07-04')).toBe(true);
  });

  test('are those of the site if it lists them', async () => {
    const isHoliday = await holidaysOf('DE', ['2026-12-24']);
    expect(['2026-12-24', '2026-12-25'].map(isHoliday)).toEqual([true, false]);
  });

  test('are none without a country, or in one that is unknown', async () => {
    expect((await holidaysOf(null, null))('2026-12-25')).toBe(false);
    expect((await holidaysOf('ZZ', null))('2026-12-25')).toBe(false);
  });
});
