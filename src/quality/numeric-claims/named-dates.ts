import type { PhraseMatch } from '../text/phrases.ts';
import type { NumericClaim, Reading } from './claim.ts';
import { dateKey } from './dates.ts';
import type { Numeral } from './numerals.ts';
import type { Sensed, Surroundings } from './surroundings.ts';

/** A month in a text, by name or in digits. */
interface Month {
  month: number;
  first: number;
  last: number;
  /** Whether the name is a date even without a day or year: "in May", but not "you may". */
  isAlone: boolean;
  /** "Mar" may be another word, so it is a date only with digits. */
  isShort: boolean;
}

export interface NamedDates {
  claims: NumericClaim[];
  /** The numbers that are part of these dates. */
  used: ReadonlySet<Numeral>;
}

/** Names of months that are also ordinary words or first names, in languages that do not capitalize months. */
const lowerCase = new Set([
  'mars',
  'mai',
  'avril',
  'marzo',
  'maggio',
  'abril',
  'julio',
  'julho',
  'marco',
  'maart',
  'mei',
  'juni',
  'juli',
  'marts',
  'maj',
]);
/** All names of months that are also ordinary words or first names. */
const ambiguous = new Set([...lowerCase, 'march', 'may', 'april', 'june', 'august', 'mart']);
/** Words before such a name that make it a month. */
const inTime = new Set(
  'in of since until till by this next last early late mid from through during before after im seit ab bis anfang ende mitte nachsten letzten en de desde hasta em ate du fin debut depuis des a da di dal entro fino per sinds tot vanaf begin eind i fra til'.split(
    ' ',
  ),
);
const between = /^(?:st|nd|rd|th|\.?[ºª°]|er|\.|,)?(?: ?\p{L}{1,3}){0,1}[ .,-]{0,2}$/iu;

/** Finds dates with the name of a month, and the days and the year next to it. */
export function findNamedDates(
  sensed: readonly Sensed[],
  around: Surroundings,
  months: readonly PhraseMatch[],
): NamedDates {
  const { tokens, text } = around;
  const claims: NumericClaim[] = [];
  const used = new Set<Numeral>();
  const all = monthsOf(sensed, around, months);
  const gapBefore = (left: Sensed, month: Month) => text.slice(left.numeral.end, tokens[month.first]?.start);
  const byFirst = new Map(sensed.map((one, index) => [one.numeral.first, index]));
  const byLast = new Map(sensed.map((one, index) => [one.numeral.last, index]));
  const near = (map: ReadonlyMap<number, number>, tokensFrom: number, step: 1 | -1, count: number) => {
    for (let offset = 0; offset < count; offset += 1) {
      const index = map.get(tokensFrom + offset * step);
      if (index !== undefined) return index;
    }
    return -1;
  };
  for (const month of all) {
    const start = tokens[month.first]?.start ?? 0;
    const end = tokens[month.last]?.end ?? start;
    const indexBefore = near(byLast, month.first - 1, -1, 3);
    const indexAfter = near(byFirst, month.last + 1, 1, 2);
    const [before, after] = [sensed[indexBefore], sensed[indexAfter]];
    const days: Numeral[] = [];
    let last = end;
    const mayBeDay = before && !(month.isShort && before.numeral.isSpelled);
    if (
      before &&
      mayBeDay &&
      isDay(before) &&
      !used.has(before.numeral) &&
      between.test(gapBefore(before, month))
    ) {
      days.push(before.numeral, ...listed(sensed, indexBefore, -1, around));
    } else if (after && isDay(after) && /^[., ]{0,2}(?:the )?$/.test(text.slice(end, after.numeral.start))) {
      days.push(after.numeral, ...listed(sensed, indexAfter, 1, around));
      last = Math.max(...days.map((day) => day.end));
    }
    const lastToken = Math.max(month.last, ...days.map((day) => day.last));
    const year = sensed
      .slice(near(byFirst, lastToken + 1, 1, 3), near(byFirst, lastToken + 1, 1, 3) + 1)
      .find(
        ({ numeral }) =>
          isYear(numeral, text) &&
          /^(?:st|nd|rd|th)?[,. ]{0,2}(?:\p{L}{1,3} )?['’]?$/u.test(text.slice(last, numeral.start)),
      );
    const yearBefore = sensed
      .slice(Math.max(0, indexBefore - 1), indexBefore + 1)
      .find(({ last: at, numeral }) => at === month.first - 1 && isYear(numeral, text));
    const told = year ?? yearBefore;
    if (days.length === 0 && !told && !month.isAlone) continue;
    const ofYear = told ? { year: told.numeral.values[0] ?? 0 } : {};
    for (const numeral of [...days, ...(told ? [told.numeral] : [])]) used.add(numeral);
    const [day, ...others] = days;
    const parts = [...(day ? [day] : []), ...(told ? [told.numeral] : [])];
    const key = dateKey({ month: month.month, ...(day ? { day: day.values[0] ?? 0 } : {}), ...ofYear });
    claims.push({
      kind: 'date',
      readings: key === null ? [] : [{ kind: 'date', key }],
      values: [],
      start: Math.min(start, ...parts.map((part) => part.start)),
      end: Math.max(end, ...parts.map((part) => part.end)),
      first: Math.min(month.first, ...parts.map((part) => part.first)),
      last: Math.max(month.last, ...parts.map((part) => part.last)),
      isSpelled: false,
      isCertain: days.length > 0 || told !== undefined,
      isOrdinal: false,
    });
    for (const numeral of others) claims.push(anotherDay(numeral, month.month, ofYear));
  }
  return { claims, used };
}

/** A listed number may count something else: "until April 15 and 20 seats". */
function anotherDay(numeral: Numeral, month: number, year: { year?: number }): NumericClaim {
  const [value = 0] = numeral.values;
  const key = dateKey({ month, day: value, ...year });
  const readings: Reading[] = [{ kind: 'number', value }];
  if (key !== null) readings.unshift({ kind: 'date', key });
  const { first, last, start, end } = numeral;
  return {
    kind: 'date',
    readings,
    values: [value],
    start,
    end,
    first,
    last,
    isSpelled: false,
    isCertain: true,
    isOrdinal: false,
  };
}

function monthsOf(
  sensed: readonly Sensed[],
  { text, tokens }: Surroundings,
  names: readonly PhraseMatch[],
): Month[] {
  const named = names.flatMap(({ list, value, first, last }): Month[] => {
    const token = tokens[first];
    if (!token) return [];
    const isWord = ambiguous.has(token.text);
    const isCapital = /^\p{Lu}/u.test(text.slice(token.start, token.end));
    const before = tokens[first - 1];
    const isLed = before !== undefined && before.clause === token.clause && inTime.has(before.text);
    const isLower = !lowerCase.has(token.text) && !isCapital;
    const isAlone = list === 'month' && (!isWord || (isLed && !isLower));
    return [{ month: Number(value), first, last, isAlone, isShort: list === 'shortMonth' }];
  });
  const inDigits = sensed.flatMap(({ senses, first, last }): Month[] => {
    const [sense] = senses;
    return sense?.kind === 'month'
      ? [{ month: sense.month, first, last, isAlone: false, isShort: false }]
      : [];
  });
  const all = [...named, ...inDigits].sort(
    (a, b) => a.first - b.first || Number(b.isAlone) - Number(a.isAlone),
  );
  // A name can be a month in several languages, or be both a long and a short name.
  return all.filter(({ first }, index) => first !== all[index - 1]?.first);
}

/** Further days of the same month: "15 and 20 April", "April 15–20". */
function listed(
  sensed: readonly Sensed[],
  from: number,
  step: 1 | -1,
  { text, endingAt, startingAt }: Surroundings,
): Numeral[] {
  const days: Numeral[] = [];
  for (let index = from; ; index += step) {
    const [one, other] = [sensed[index], sensed[index + step]];
    if (!one || !other || !isDay(other) || other.numeral.isSpelled) return days;
    const [left, right] = step === 1 ? [one, other] : [other, one];
    const gap = text.slice(left.numeral.end, right.numeral.start);
    const isShort = gap.length <= 14 && !/[\n,;!?]/.test(gap);
    const isJoined =
      /^[^\p{L}]{0,3}[-–—/&][^\p{L}]{0,2}$/u.test(gap) ||
      startingAt(left.numeral.last + 1, 'range') !== null ||
      startingAt(left.numeral.last + 2, 'range') !== null ||
      endingAt(right.numeral.first - 1, 'range') !== null;
    if (
      !isShort ||
      !isJoined ||
      (step === 1 && right.senses[0]?.kind !== 'plain' && right.senses[0]?.kind !== 'ordinal')
    )
      return days;
    days.push(other.numeral);
  }
}

function isDay({ senses, numeral }: Sensed): boolean {
  const [value = 0] = numeral.values;
  const isPlain = senses.some(
    ({ kind }) => kind === 'plain' || kind === 'ordinal' || kind === 'day' || kind === 'time',
  );
  return isPlain && Number.isInteger(value) && value >= 1 && value <= 31;
}

function isYear(numeral: Numeral, text: string): boolean {
  return /^(?:19|20)\d\d$/.test(text.slice(numeral.start, numeral.end));
}
