import type { NumericClaim, Reading } from './claim.ts';
import { dateOfKey } from './dates.ts';
import type { Sentence } from './sentence.ts';

const dayMs = 86_400_000;
const daySeconds = 86_400;
/** Longer spans are told in years, and say little about a date. */
const longestDays = 400;
const daysOfMonth = 30.44;
const daysOfWeek = 7;

/** Known dates, in days since 1970. */
export interface KnownDays {
  /** Of dates with a year. */
  whole: readonly number[];
  /** Of a date without a year, those of this year and the next too. */
  days: readonly number[];
  /** The middles of months of which no day is known: near enough for a span in months. */
  months: readonly number[];
}

export function knownDays(keys: ReadonlySet<string>, today: string | null): KnownDays {
  const thisYear = Number((today ?? '').slice(0, 4));
  const whole: number[] = [];
  const days: number[] = [];
  const months: number[] = [];
  for (const key of keys) {
    const [, year = '', month, day] = /^date (\d{4}|)-(\d{1,2})-(\d{1,2}|)$/.exec(key) ?? [];
    if (month === undefined) continue;
    const dayOf = (one: number, part: number) => Date.UTC(one, Number(month) - 1, part) / dayMs;
    if (day !== '') {
      if (year) whole.push(dayOf(Number(year), Number(day)));
      for (const one of year ? [Number(year)] : [thisYear, thisYear + 1]) days.push(dayOf(one, Number(day)));
    } else if (year !== '') months.push(dayOf(Number(year), 15));
  }
  return { whole, days, months };
}

/** A span that is told beside its date or with a word such as "ago", and the day after a known one. */
export function isCountedToKnownDay(
  { kind, readings, first }: NumericClaim,
  { tokens, matches, dates }: Sentence,
  today: string | null,
  days: () => KnownDays,
): boolean {
  if (kind === 'date') {
    return readings.some(
      (reading) => reading.kind === 'date' && isNextToKnownDay(dateOfKey(reading.key) ?? {}, today, days()),
    );
  }
  if (kind !== 'duration') return false;
  const inClause = (list: 'ago' | 'claim') =>
    matches.some((match) => match.list === list && tokens[match.first]?.clause === tokens[first]?.clause);
  if (!dates && (!inClause('ago') || inClause('claim'))) return false;
  // "Gut neun Wochen" are nine and a half.
  const isAbout = matches.some(({ list, last }) => list === 'approximation' && last === first - 1);
  return readings.some((reading) => spansToKnownDay(reading, today, days(), isAbout ? daysOfWeek : 0));
}

/** "In three weeks", "a fortnight ago": whether today and a known date are that far apart, in whole weeks or months. */
function spansToKnownDay(
  reading: Reading,
  today: string | null,
  { days, months }: KnownDays,
  more: number,
): boolean {
  if (reading.kind !== 'duration' || today === null) return false;
  const now = Date.parse(today) / dayMs;
  const length = reading.unit === 'months' ? reading.value * daysOfMonth : reading.value / daySeconds;
  if (length < 1 || length > longestDays) return false;
  const tolerance = reading.unit === 'months' ? 20 : length % daysOfWeek === 0 ? Math.max(3, more) : 1;
  const known = reading.unit === 'months' ? [...days, ...months] : days;
  return known.some((day) => Math.abs(Math.abs(day - now) - length) <= tolerance);
}

/** The day after one to come that is known: "a start on April 1" for a contract that ends on March 31. */
function isNextToKnownDay(
  { month, day, year }: { year?: number; month?: number; day?: number },
  today: string | null,
  { whole }: KnownDays,
): boolean {
  if (month === undefined || day === undefined || today === null) return false;
  return whole.some((known) => {
    if (known * dayMs < Date.parse(today)) return false;
    const next = new Date((known + 1) * dayMs);
    return (
      next.getUTCMonth() + 1 === month &&
      next.getUTCDate() === day &&
      (year === undefined || next.getUTCFullYear() === year)
    );
  });
}
