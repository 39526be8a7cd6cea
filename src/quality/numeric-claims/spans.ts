import type { NumericClaim, Reading } from './claim.ts';
import { dateOfKey } from './dates.ts';
import type { ReadText } from './find-claims.ts';
import type { Sentence } from './sentence.ts';

const dayMs = 86_400_000;
const daySeconds = 86_400;
/** Longer spans are given in years and do not identify a date. */
const longestDays = 400;
const daysOfMonth = 30.44;
const daysOfWeek = 7;
/** In a message with more dates and durations, only the first ones are combined. */
const mostBases = 50;

/** Known dates, in days since 1970. */
export interface KnownDays {
  /** Days of dates with a year. */
  whole: readonly number[];
  /** The same, and for dates without a year the day in this year and the next. */
  days: readonly number[];
  /** The middle of months whose day is unknown. This is close enough for a span in months. */
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

/** A span that is stated next to its date or with a word such as "ago", and the day after a known one. */
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
  const inClause = (list: 'ago' | 'claim' | 'term') =>
    matches.some((match) => match.list === list && tokens[match.first]?.clause === tokens[first]?.clause);
  // "It is installed in a week" does not count from a known day.
  if (inClause('term') && inClause('claim')) return false;
  if (!dates && (!inClause('ago') || inClause('claim'))) return false;
  // "Gut neun Wochen" means nine and a half.
  const isAbout = matches.some(({ list, last }) => list === 'approximation' && last === first - 1);
  return readings.some((reading) => spansToKnownDay(reading, today, days(), isAbout ? daysOfWeek : 0));
}

/** "In three weeks", "a fortnight ago": whether a known date is that far from today, in whole weeks or months. */
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

/** The dates and durations of a text that can be combined. */
export interface SpansOfText {
  /** Days since 1970: today, the known days, and the days in the message. */
  bases: readonly number[];
  /** The durations that are both in the facts and in the message, in seconds. */
  lengths: readonly number[];
}

export function spansIn(
  read: ReadText,
  days: KnownDays,
  today: string | null,
  keys: ReadonlySet<string>,
): SpansOfText {
  const lengths = lengthsIn(read, keys);
  return { bases: lengths.length > 0 ? basesOf(read, days, today) : [], lengths };
}

/** More working days than this are given in weeks. */
const mostWorkingDays = 30;

/**
 * Whether a date follows another one by a duration that the message states: "ordered by Monday, 30 November, it is
 * with you on 21 December: delivery takes three weeks".
 */
export function followsByLength(
  { readings }: NumericClaim,
  today: string | null,
  { bases, lengths }: SpansOfText,
): boolean {
  if (today === null) return false;
  const year = Number(today.slice(0, 4));
  const days = readings.flatMap((reading) => {
    const { year: own, month, day } = (reading.kind === 'date' ? dateOfKey(reading.key) : null) ?? {};
    if (month === undefined || day === undefined) return [];
    return (own === undefined ? [year, year + 1] : [own]).map((one) => Date.UTC(one, month - 1, day) / dayMs);
  });
  // "On the 7th"
  const ofMonth = new Set(
    readings.flatMap((reading) => {
      const { year: own, month, day } = (reading.kind === 'date' ? dateOfKey(reading.key) : null) ?? {};
      return day !== undefined && month === undefined && own === undefined ? [day] : [];
    }),
  );
  const now = Date.parse(today) / dayMs;
  const isTold = (day: number, base: number) =>
    days.includes(day) || (base >= now && ofMonth.has(new Date(day * dayMs).getUTCDate()));
  return lengths.some((length) => {
    const count = length / daySeconds;
    if (!Number.isInteger(count) || count < 1 || count > longestDays) return false;
    return bases.some(
      (base) =>
        isTold(base + count, base) ||
        (count <= mostWorkingDays && isTold(afterWorkingDays(base, count), base)),
    );
  });
}

/** Today, the known days, the days in the message, and the next occurrence of a weekday in the message. */
function basesOf({ claims, matches }: ReadText, { days }: KnownDays, today: string | null): number[] {
  if (today === null) return [];
  const now = Date.parse(today) / dayMs;
  const year = Number(today.slice(0, 4));
  const named = claims.slice(0, mostBases).flatMap(({ readings }) =>
    readings.flatMap((reading) => {
      const { year: own, month, day } = (reading.kind === 'date' ? dateOfKey(reading.key) : null) ?? {};
      return month && day ? [Date.UTC(own ?? year, month - 1, day) / dayMs] : [];
    }),
  );
  const weekday = new Date(now * dayMs).getUTCDay();
  const next = matches
    .filter(({ list }) => list === 'weekday')
    .slice(0, mostBases)
    .map(({ value }) => now + ((Number(value) - weekday + 6) % daysOfWeek) + 1);
  return [now, ...days, ...named, ...next];
}

/** The durations of the message and the facts, in seconds. */
function lengthsIn({ claims }: ReadText, keys: ReadonlySet<string>): number[] {
  return claims
    .slice(0, mostBases)
    .flatMap(({ readings }) =>
      readings.flatMap((reading) =>
        reading.kind === 'duration' && reading.unit === 's' && keys.has(`duration ${reading.value} s`)
          ? [reading.value]
          : [],
      ),
    );
}

function afterWorkingDays(base: number, count: number): number {
  let day = base;
  for (let left = count; left > 0; ) {
    day += 1;
    const weekday = new Date(day * dayMs).getUTCDay();
    if (weekday !== 0 && weekday !== 6) left -= 1;
  }
  return day;
}

/** The day after a known future day: "a start on April 1" if the contract ends on March 31. */
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
