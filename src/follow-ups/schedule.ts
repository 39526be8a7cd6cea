import { DateTime } from 'luxon';
import { parseInterval } from '../contract/date-time.ts';

/**
 * When the next follow-up is due: the interval after `from`, in the site's timezone, moved to Monday from a weekend.
 * @returns RFC 3339 in UTC, or null without an interval
 */
export function nextFollowUpAt(interval: string | null, from: Date, timezone: string): string | null {
  const duration = interval ? parseInterval(interval) : null;
  if (!duration) return null;
  const due = DateTime.fromJSDate(from, { zone: timezone }).plus(duration);
  const workingDay = due.weekday > 5 ? due.plus({ days: 8 - due.weekday }) : due;
  return workingDay.toUTC().toISO();
}
