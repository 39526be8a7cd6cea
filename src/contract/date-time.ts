import { DateTime, Duration } from 'luxon';

const words = /^(\d{1,4})\s*(minute|hour|day|week|month|year)s?$/i;

/**
 * A duration such as "3 days", "1 week" or ISO 8601 "P3D".
 * @returns null for what is no positive duration ("tomorrow", "P0D")
 */
export function parseInterval(text: string): Duration | null {
  const trimmed = text.trim();
  const match = words.exec(trimmed);
  const duration = match
    ? Duration.fromObject({ [`${match[2]?.toLowerCase()}s`]: Number(match[1]) })
    : Duration.fromISO(trimmed.toUpperCase());
  return duration.isValid && duration.valueOf() > 0 ? duration : null;
}

/**
 * An ISO 8601 date or date-time from 1900 to 2199; UTC if it names no zone.
 * @returns null for anything else
 */
export function parseMoment(text: string): Date | null {
  // Luxon reads a time alone too, as one of today.
  if (!/^\d{4}-\d{2}-\d{2}/.test(text)) return null;
  const parsed = DateTime.fromISO(text, { zone: 'utc' });
  return parsed.isValid && parsed.year >= 1900 && parsed.year < 2200 ? parsed.toJSDate() : null;
}

/** Whether it is an IANA time zone. */
export function isTimezone(zone: string): boolean {
  // Newer versions of Intl take an offset as well, which knows no summer time.
  if (!/^[a-z]/i.test(zone)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    // That it throws is how it says no.
    return false;
  }
}

/** A moment as the clocks and calendars of a place show it. */
export interface LocalTime {
  /** "2026-11-26" */
  date: string;
  /** "Thursday" */
  weekday: string;
  /** "14:05" */
  time: string;
}

/** @param timezone IANA; null: UTC */
export function localTime(moment: Date, timezone: string | null): LocalTime {
  const local = DateTime.fromJSDate(moment, { zone: timezone ?? 'UTC' }).setLocale('en');
  return {
    date: local.toFormat('yyyy-MM-dd'),
    weekday: local.weekdayLong ?? '',
    time: local.toFormat('HH:mm'),
  };
}
