import type { Token } from '../text/tokens.ts';
import { type NumericClaim, type Reading, roundOff } from './claim.ts';
import type { ReadText } from './find-claims.ts';
import type { Sentence } from './sentence.ts';

/** Words before the rest of a number: "the other three months", "de andere vier". */
const others =
  /^(?:other|others|remaining|rest|left|ubrig\w*|ander\w*|restlich\w*|verbleibend\w*|otr[ao]s|restantes|demas|autres|outr[ao]s|altr[ei]|rimanenti|overige|resterende)$/;
/** A part of a whole must be stated among the first numbers of the same message. */
const mostTold = 50;

/** "Full nine months out of twelve; the other three": a number that is the difference of two others in the message. */
export function isRestOf(
  claim: NumericClaim,
  { claims, tokens }: ReadText,
  known: (value: number) => boolean,
): boolean {
  const beside = [tokens[claim.first - 1], tokens[claim.last + 1]];
  if (!beside.some((token) => token && others.test(token.text))) return false;
  const [value = 0] = claim.values;
  const named = claims
    .slice(0, mostTold)
    .filter((one) => one !== claim)
    .flatMap(({ values }) => values);
  return named.some((part) => known(value + part));
}

/** Typical wholes for shares: "in 100 visits". */
const roundWholes: ReadonlySet<number> = new Set([10, 100, 1_000]);

/** The claims of the same sentence, at most `reach` before and after. */
function claimsBeside(claim: NumericClaim, { claims, tokens }: ReadText, reach: number): NumericClaim[] {
  const at = claims.indexOf(claim);
  const sentence = tokens[claim.first]?.sentence;
  return claims
    .slice(Math.max(0, at - reach), at + reach + 1)
    .filter((other) => other !== claim && tokens[other.first]?.sentence === sentence);
}

/** "Of each 100.000 pesos, 15.000 are commission" and "18 of each 100 visits" state a known share. */
export function isKnownShare(
  claim: NumericClaim,
  read: ReadText,
  isKnownPercentage: (value: number) => boolean,
): boolean {
  const [value = 0] = claim.values;
  if (value < 10 || (claim.kind !== 'number' && claim.kind !== 'money')) return false;
  const near = claimsBeside(claim, read, 3);
  const isShare = (part: number, whole: number) => isKnownPercentage(roundOff((part / whole) * 100));
  // "Each 100" says nothing without the part.
  if (roundWholes.has(value)) {
    return near.some(
      ({ kind, values: [part = 0] }) => kind === claim.kind && part < value && isShare(part, value),
    );
  }
  return near.some(
    ({ kind, values: [whole = 0] }) =>
      (kind === 'money' || kind === 'number') &&
      whole > value &&
      Number.isInteger(Math.log10(whole)) &&
      isShare(value, whole),
  );
}

/** "30 minutes: 10 to look at it, 10 for your questions, 10 to decide": the numbers are parts of the duration. */
export function partsOfDuration({ claims, tokens }: ReadText): (claim: NumericClaim) => boolean {
  const sentenceOf = ({ first }: NumericClaim) => tokens[first]?.sentence ?? -1;
  const sums = new Map<number, number>();
  for (const claim of claims) {
    if (claim.kind === 'number' && !claim.isSpelled)
      sums.set(sentenceOf(claim), (sums.get(sentenceOf(claim)) ?? 0) + (claim.values[0] ?? 0));
  }
  const divided = new Set(
    claims
      .filter((claim) => claim.kind === 'duration' && claim.values[0] === sums.get(sentenceOf(claim)))
      .map(sentenceOf),
  );
  return (claim) => claim.kind === 'number' && divided.has(sentenceOf(claim));
}

/** Factors between a shorter and a longer period: days or weeks in a working week, a month or a year. */
const periods = [4, 5, 12, 52];

/** "8 a week are 32 in a month": the sentence names a period, and the message counts something in a shorter period. */
export function isOfPeriod(
  { kind, values: [value = 0], first }: NumericClaim,
  { tokens, matches }: ReadText,
  named: ReadonlySet<number>,
  counts: ReadonlySet<number>,
): boolean {
  if (kind !== 'number') return false;
  const isProduct = periods.some(
    (period) =>
      value !== period &&
      [value / period, value * period].some((base) => named.has(base) && counts.has(base)),
  );
  if (!isProduct) return false;
  const sentence = tokens[first]?.sentence;
  return matches.some((match) => match.list === 'unit' && tokens[match.first]?.sentence === sentence);
}

/** "From three to four sites": the number that follows a known one. */
export function isNextBehind(
  claim: NumericClaim,
  { claims, matches }: ReadText,
  isKnown: (other: NumericClaim) => boolean,
): boolean {
  const before = claims[claims.indexOf(claim) - 1];
  const [value = 0, base = 0] = [claim.values[0], before?.values[0]];
  if (claim.kind !== 'number' || !before || value !== base + 1) return false;
  const isRange = matches.some(
    ({ list, first, last }) => list === 'range' && first === before.last + 1 && last === claim.first - 1,
  );
  return isRange && isKnown(before);
}

const day = 86_400;
/** The lengths of a week, a month and a year by which amounts are multiplied, in seconds or months. */
const calendar: readonly { unit: 's' | 'months'; value: number }[] = [
  ...[5, 7, 28, 30, 31, 364, 365].map((days) => ({ unit: 's' as const, value: days * day })),
  ...[1, 11, 12].map((value) => ({ unit: 'months' as const, value })),
];

/** "159.60 times twelve" */
const times = /^(?:times|by|mal|vezes|por|veces|fois|per|volte|keer|maal|x)$/;
const calendarCounts: ReadonlySet<number> = new Set([4, 12, 24, 36, 52]);

/**
 * "€7.50 times 12 months is €2,250 a year", "a month of four weeks": the duration is a factor in a calculation with
 * known numbers.
 */
export function isFactor(
  claim: NumericClaim,
  read: ReadText,
  isKnown: (other: NumericClaim) => boolean,
): boolean {
  const before = read.tokens[claim.first - 1]?.text ?? '';
  const isTimes = claim.kind === 'number' && times.test(before) && calendarCounts.has(claim.values[0] ?? 0);
  if (claim.kind !== 'duration' && !isTimes) return false;
  const isCalendar = claim.readings.some(
    (reading) =>
      reading.kind === 'duration' &&
      calendar.some(({ unit, value }) => reading.unit === unit && reading.value === value),
  );
  if (!isCalendar && !isTimes) return false;
  return claimsBeside(claim, read, 4).some(
    (other) => other.kind !== 'date' && other.kind !== 'percentage' && isKnown(other),
  );
}

const eachBehind = new Set('per each pro je por par chaque chacun cada ogni elk elke ciascuno'.split(' '));
const eachBefore = new Set('je'.split(' '));
/** "Por todo el año" */
const whole = /^(?:\p{L}{1,3}|todo|toda|tout|toute|tutto|intero|whole|full|ganze[ns]?|heel|hele)$/u;

/** Whether an amount is stated as the price of one unit: "€12 per seat and month", but not "€12 per month". */
export function isOfEach(
  { kind, first, last }: NumericClaim,
  { tokens, matches }: Pick<Sentence, 'tokens' | 'matches'>,
): boolean {
  if (kind !== 'money') return false;
  const isTime = (index: number) =>
    matches.some((match) => (match.list === 'unit' || match.list === 'period') && match.first === index);
  if (eachBefore.has(tokens[first - 1]?.text ?? '')) return true;
  const [word, next] = [tokens[last + 1], tokens[last + 2]];
  if (!word || !eachBehind.has(word.text) || word.clause !== tokens[last]?.clause) return false;
  if (!next || next.clause !== word.clause) return true;
  const isOfTime = isTime(last + 2) || (whole.test(next.text) && isTime(last + 3));
  return next.type === 'word' && !isOfTime;
}

const shortestNoun = 4;

/** The word that a number counts, or null if no word follows it. */
export function nounBehind({ last }: Pick<NumericClaim, 'last'>, tokens: readonly Token[]): string | null {
  const [own, next] = [tokens[last], tokens[last + 1]];
  const isNoun = next?.type === 'word' && next.clause === own?.clause && next.text.length >= shortestNoun;
  return isNoun ? next.text : null;
}

/** "USD 513: 87 are left": in a text with amounts of money, a number without a unit may be an amount too. */
export function amountsIn({ claims, tokens }: ReadText): (claim: NumericClaim) => boolean {
  const hasMoney = claims.some(({ kind }) => kind === 'money');
  return (claim) =>
    hasMoney && claim.kind === 'number' && !claim.isSpelled && nounBehind(claim, tokens) === null;
}

/** "A quarter of the kegs, that is 160": a fraction of a known count. The fraction itself is a separate claim. */
export function isOfFraction(claim: NumericClaim, read: ReadText, known: readonly Reading[]): boolean {
  if (claim.kind !== 'number') return false;
  const fractions = claimsBeside(claim, read, 3).filter(
    ({ kind, isSpelled }) => kind === 'percentage' && isSpelled,
  );
  return fractions.some(({ readings: [fraction] }) =>
    known.some(
      (one) =>
        one.kind === 'number' &&
        'value' in one &&
        fraction?.kind === 'percentage' &&
        claim.values.includes(Math.round((one.value * fraction.value) / 100)),
    ),
  );
}
