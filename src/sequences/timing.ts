import { DateTime } from 'luxon';
import { parseWait } from '../contract/date-time.ts';
import { type SequenceWindow, weekdays } from '../contract/resources/sequence.ts';

/** Where and when steps may start. */
export interface Calendar {
  /** IANA zone in which waits are counted. */
  zone: string;
  /** IANA zone of the site, whose days have limits. */
  siteZone: string;
  /** IANA zone of the window. */
  windowZone: string;
  window: SequenceWindow | null;
  /** @param date such as "2026-12-25" */
  isHoliday(date: string): boolean;
}

/** More days than any run of closed days. */
const longestSearchDays = 400;

/**
 * The end of a wait. Local times stay the same across changes to and from daylight saving time. Business days skip
 * weekends and holidays; a wait of 0 business days ends on the same day or the next business day.
 * @param from when the step before ended
 * @param wait as parseWait accepts it
 */
export function endOfWait(from: Date, wait: string, { zone, isHoliday }: Calendar): Date {
  const parsed = parseWait(wait);
  if (!parsed) throw new Error('a stored wait cannot be read');
  const start = DateTime.fromJSDate(from, { zone });
  if ('duration' in parsed) return start.plus(parsed.duration).toJSDate();
  const isBusinessDay = (day: DateTime) => day.weekday <= 5 && !isHoliday(day.toISODate() ?? '');
  let day = start;
  for (let left = parsed.businessDays; left > 0; ) {
    day = day.plus({ days: 1 });
    if (isBusinessDay(day)) left -= 1;
  }
  for (let tries = 0; !isBusinessDay(day) && tries < longestSearchDays; tries += 1)
    day = day.plus({ days: 1 });
  return day.toJSDate();
}

/** The first moment at or after `from` that is in the window. Holidays are not. */
export function intoWindow(from: Date, { window, windowZone, isHoliday }: Calendar): Date {
  if (!window) return from;
  const start = DateTime.fromJSDate(from, { zone: windowZone });
  for (let days = 0; days < longestSearchDays; days += 1) {
    const day = start.startOf('day').plus({ days });
    if (!isOpen(day, window) || isHoliday(day.toISODate() ?? '')) continue;
    const opens = at(day, window.from);
    const closes = at(day, window.to);
    if (start < closes) return DateTime.max(start, opens).toJSDate();
  }
  // Every day is closed, which is a mistake of the site: the step must not be lost.
  return from;
}

/** When the next day of the site begins, by which daily limits count. */
export function nextDay(from: Date, { siteZone }: Pick<Calendar, 'siteZone'>): Date {
  return DateTime.fromJSDate(from, { zone: siteZone }).startOf('day').plus({ days: 1 }).toJSDate();
}

function isOpen(day: DateTime, { days }: SequenceWindow): boolean {
  const name = weekdays[day.weekday - 1];
  return name !== undefined && days.includes(name);
}

/** A time that a change to daylight saving time skips is the time after it. @param clock such as "09:00" or "24:00" */
function at(day: DateTime, clock: string): DateTime {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  return hour === 24 ? day.plus({ days: 1 }) : day.set({ hour, minute });
}
