import { DateTime, Duration } from 'luxon';

const words = /^(\d{1,4})\s*(minute|hour|day|week|month|year)s?$/i;

/**
 * A duration such as "3 days", "1 week" or ISO 8601 "P3D".
 * @returns null unless it is a positive duration ("tomorrow", "P0D")
 */
export function parseInterval(text: string): Duration | null {
  const duration = parseDuration(text.trim());
  return duration.isValid && duration.valueOf() > 0 ? duration : null;
}

/** The time between two steps of a sequence. */
export type Wait = { businessDays: number } | { duration: Duration };

const businessDays = /^(\d{1,3})\s*(?:business|working)\s+days?$/i;
const longestWaitMs = 366 * 86_400_000;

/**
 * A wait such as "3 business days", "0 days", "1 week" or an ISO 8601 duration, from PT0S to P1Y.
 * @returns null for anything else
 */
export function parseWait(text: string): Wait | null {
  const trimmed = text.trim();
  const days = businessDays.exec(trimmed);
  if (days) return Number(days[1]) <= 260 ? { businessDays: Number(days[1]) } : null;
  const duration = parseDuration(trimmed);
  const ms = duration.isValid ? duration.valueOf() : Number.NaN;
  return ms >= 0 && ms <= longestWaitMs ? { duration } : null;
}

function parseDuration(text: string): Duration {
  const match = words.exec(text);
  return match
    ? Duration.fromObject({ [`${match[2]?.toLowerCase()}s`]: Number(match[1]) })
    : Duration.fromISO(text.toUpperCase());
}

/**
 * An ISO 8601 date or date-time from 1900 to 2199; UTC if it names no zone.
 * @returns null for anything else
 */
export function parseMoment(text: string): Date | null {
  // Luxon also accepts a time without a date.
  if (!/^\d{4}-\d{2}-\d{2}/.test(text)) return null;
  const parsed = DateTime.fromISO(text, { zone: 'utc' });
  return parsed.isValid && parsed.year >= 1900 && parsed.year < 2200 ? parsed.toJSDate() : null;
}

/** Whether it is an IANA time zone. */
export function isTimezone(zone: string): boolean {
  // Newer versions of Intl also accept an offset, which has no daylight saving time.
  if (!/^[a-z]/i.test(zone)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** A moment in local time. */
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
