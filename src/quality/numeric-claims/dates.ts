import type { Reading } from './claim.ts';

/** The known part of a calendar date. */
export interface PartialDate {
  year?: number;
  month?: number;
  day?: number;
}

/** The form in which dates are compared, or null if the date does not exist. */
export function dateKey({ year, month, day }: PartialDate): string | null {
  if (month !== undefined && (month < 1 || month > 12)) return null;
  if (day !== undefined && (day < 1 || day > 31)) return null;
  const part = (value: number | undefined) => (value === undefined ? '' : String(value));
  return `${part(year)}-${part(month)}-${part(day)}`;
}

/** The date of a key, or null for a time of day or a quarter. */
export function dateOfKey(key: string): PartialDate | null {
  if (/^[tq]/.test(key)) return null;
  const [year = '', month = '', day = ''] = key.split('-');
  return {
    ...(year ? { year: Number(year) } : {}),
    ...(month ? { month: Number(month) } : {}),
    ...(day ? { day: Number(day) } : {}),
  };
}

/** A date and everything it implies: its day and month, its month, its quarter, its year. */
export function impliedDates(key: string): string[] {
  if (key.startsWith('t')) return [key];
  if (key.startsWith('q')) {
    const [quarter = '', year] = key.split(' ');
    return year ? [key, quarter, `${year}--`] : [key];
  }
  const [year = '', month = '', day = ''] = key.split('-');
  const quarter = month === '' ? '' : `q${Math.ceil(Number(month) / 3)}`;
  const keys = [key, `${year}--`, `-${month}-`, `--${day}`, `-${month}-${day}`, `${year}-${month}-`];
  return [...keys.filter((implied) => implied !== '--'), ...(quarter ? [quarter, `${quarter} ${year}`] : [])];
}

const iso = /^(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?:[T ](\d\d):(\d\d))?/;
const numeric = /^(\d{1,2})([./-]) ?(\d{1,2})\2 ?(\d{2,4})$/;
const clock = /^(\d{1,2}) ?[:hu] ?(\d\d)/;
const dayAndMonth = /^(\d{1,2})\/(\d{1,2})$/;
const dottedDay = /^(\d{1,2})\. ?(\d{1,2})\.$/;

/** The possible readings of a date in digits. */
export function readDate(written: string): Reading[] {
  const date = (parts: PartialDate): Reading[] => {
    const key = dateKey(parts);
    return key === null ? [] : [{ kind: 'date', key }];
  };
  const [, isoYear, isoMonth, isoDay, hour, minute] = iso.exec(written) ?? [];
  if (isoYear) {
    const day = isoDay === undefined ? {} : { day: Number(isoDay) };
    return [
      ...date({ year: Number(isoYear), month: Number(isoMonth), ...day }),
      ...(hour === undefined ? [] : timeReadings(Number(hour), Number(minute))),
    ];
  }
  const [, first, , second, last] = numeric.exec(written) ?? [];
  if (first && second && last) {
    const year = Number(last) < 100 ? 2000 + Number(last) : Number(last);
    return eitherOrder(Number(first), Number(second)).flatMap((parts) => date({ ...parts, year }));
  }
  const [, hours, minutes] = clock.exec(written) ?? [];
  if (hours && Number(hours) <= 24 && Number(minutes) < 60)
    return timeReadings(Number(hours), Number(minutes));
  const [, left, right] = dayAndMonth.exec(written) ?? [];
  if (left && right) return eitherOrder(Number(left), Number(right)).flatMap(date);
  const [, day, month] = dottedDay.exec(written) ?? [];
  if (!day || !month) return [];
  return [
    ...date({ day: Number(day), month: Number(month) }),
    { kind: 'number', value: Number(`${day}.${month}`) },
  ];
}

/** "4/20" and "20/4" are the same day. "4/5" may be either of two days. */
function eitherOrder(first: number, second: number): PartialDate[] {
  return [
    { month: first, day: second },
    { month: second, day: first },
  ];
}

/**
 * The readings of a time of day. Without "am" or "pm", one to twelve can be either.
 * @param half "a" or "p", if known
 */
export function timeReadings(hour: number, minute: number, half?: string): Reading[] {
  const reading = (hours: number): Reading => ({ kind: 'date', key: `t${(hours % 24) * 60 + minute}` });
  if (half) return [reading((hour % 12) + (half === 'p' ? 12 : 0))];
  return hour > 0 && hour <= 12 ? [reading(hour), reading((hour + 12) % 24)] : [reading(hour)];
}

/** 0 is Sunday. The date has a year, a month and a day. */
export function weekdayOf({ year, month, day }: Required<PartialDate>): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay();
}
