import { DateTime } from 'luxon';

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
