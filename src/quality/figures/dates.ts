import { overwrite, type Span } from '../text/overwrite.ts';
import type { Reading } from './figure.ts';

/** The part of a calendar date or of a clock's time that was told. */
export interface PartialDate {
  year?: number;
  month?: number;
  day?: number;
}

/** The form in which dates are compared; null when there is no such date. */
export function dateKey({ year, month, day }: PartialDate): string | null {
  if (month !== undefined && (month < 1 || month > 12)) return null;
  if (day !== undefined && (day < 1 || day > 31)) return null;
  const part = (value: number | undefined) => (value === undefined ? '' : String(value));
  return `${part(year)}-${part(month)}-${part(day)}`;
}

/** A date and all that follows from it: its day and month, its month, its quarter, its year. */
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

export interface FoundDate extends Span {
  keys: string[];
  /** What else it may be: "4.5." is a day in May, or a number at the end of a sentence. */
  readings?: Reading[];
}

const iso =
  /(?<![\d.-])((?:19|20)\d\d)[-/](\d{1,2})(?:[-/](\d{1,2}))?(?:[T ](\d\d):(\d\d)(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\d-])/g;
const numeric = /(?<![\d./-])(\d{1,2})([/.-])(\d{1,2})\2((?:19|20)\d\d|\d\d)(?![\d/-])(?!\.\d)/g;
const dayAndMonth = /(?<![\d./$€£-])(\d{1,2})\/(\d{1,2})(?![\d/%])/g;
const germanDay = /(?<![\d./-])(\d{1,2})\.(\d{1,2})\.(?!\d)/g;
const clock =
  /(?<![\d.:,$€£])([01]?\d|2[0-4])(?::|(?<=\d)h)([0-5]\d)(?::[0-5]\d)?(?:[ ]?([ap])\.?[ ]?m\b\.?)?(?![\d:])/giu;

/** Dates and times of day that are written in digits alone. */
export function findNumericDates(text: string): FoundDate[] {
  let rest = text;
  const all: FoundDate[] = [];
  for (const [pattern, keysOf] of readers) {
    const dates = found(rest, pattern, keysOf);
    all.push(...(pattern === germanDay ? dates.map((date) => withNumber(date, text)) : dates));
    rest = overwrite(rest, dates);
  }
  return all;
}

type KeysOf = (match: RegExpMatchArray) => (string | null)[];

/** In this order: what one has read the next one does not. */
const readers: readonly [RegExp, KeysOf][] = [
  [
    iso,
    ([, year, month, day, hour, minute]) => [
      dateKey({ year: Number(year), month: Number(month), ...(day ? { day: Number(day) } : {}) }),
      ...(hour ? timeKeys(Number(hour), Number(minute)) : []),
    ],
  ],
  [
    numeric,
    ([, first, , second, last]) => {
      const year = Number(last) < 100 ? 2000 + Number(last) : Number(last);
      return eitherOrder(Number(first), Number(second)).map((date) => dateKey({ ...date, year }));
    },
  ],
  [dayAndMonth, ([, first, second]) => eitherOrder(Number(first), Number(second)).map(dateKey)],
  [germanDay, ([, day, month]) => [dateKey({ day: Number(day), month: Number(month) })]],
  [clock, ([, hour, minute, half]) => timeKeys(Number(hour), Number(minute), half)],
];

function withNumber(date: FoundDate, text: string): FoundDate {
  const number = text.slice(date.start, date.end - 1);
  return { ...date, readings: [{ kind: 'number', key: String(Number(number)) }] };
}

/** "4/20" and "20/4" are the same day; "4/5" may be either of two. */
function eitherOrder(first: number, second: number): PartialDate[] {
  return [
    { month: first, day: second },
    { month: second, day: first },
  ];
}

/**
 * The forms in which a time of day is compared. Without a half of the day, one up to twelve may be of either.
 * @param half "a" or "p", when it was told
 */
export function timeKeys(hour: number, minute: number, half?: string): string[] {
  const key = (hours: number) => `t${(hours % 24) * 60 + minute}`;
  if (half) return [key((hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0))];
  return hour > 0 && hour <= 12 ? [key(hour), key((hour + 12) % 24)] : [key(hour)];
}

function found(text: string, pattern: RegExp, keysOf: KeysOf): FoundDate[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const keys = keysOf(match).filter((key) => key !== null);
    return keys.length > 0 ? [{ keys, start: match.index, end: match.index + match[0].length }] : [];
  });
}
