import type { Violation } from '../../contract/violation.ts';
import { findAddresses } from '../addresses/addresses.ts';
import { findPhones } from '../addresses/phones.ts';
import type { GroundTruth } from '../ground-truth/ground-truth.ts';
import { type ClaimKind, keysOf, type NumericClaim, type Reading } from '../numeric-claims/claim.ts';
import { dateOfKey, weekdayOf } from '../numeric-claims/dates.ts';
import { findClaims, type ReadText } from '../numeric-claims/find-claims.ts';
import {
  amountsIn,
  isFactor,
  isKnownShare,
  isOfPeriod,
  partsOfDuration,
} from '../numeric-claims/own-arithmetic.ts';
import { isProposed, type Sentence } from '../numeric-claims/proposals.ts';
import { sentencesOf } from '../numeric-claims/sentences.ts';
import { isCountedToKnownDay, type KnownDays, knownDays } from '../numeric-claims/spans.ts';
import { isKnownName, isWayToSpeak } from '../numeric-claims/ways-to-speak.ts';
import { type Field, fields, type Rule, type Subject, violation } from '../rule.ts';
import { statementsIn } from '../statements/read-statements.ts';
import { foldCase } from '../text/case-folded.ts';
import { mask } from '../text/mask.ts';
import { normalized } from '../text/normalized.ts';

/** What is wrong with a claim of a kind, and what would pass in its place. */
const advice: Record<ClaimKind, readonly [wrong: string, passes: string]> = {
  money: ['an amount of money', 'use a known amount, what follows from one by arithmetic, or none'],
  percentage: ['a percentage', 'use a known percentage, a share of two known numbers, or none'],
  duration: ['a length of time', 'use a known length of time, propose one for a meeting, or leave it out'],
  date: ['a date or time', 'use a known date, propose one for a meeting or an answer, or leave it open'],
  number: ['a number', 'use a known number, what follows from two of them, or none'],
};
const unfounded = 'a claim that the facts do not support: leave it out, or say what they support';
const wrongWeekday = 'the weekday does not fit the date: correct one of them';

/** "№1", "No. 1" */
const firstInRank =
  /(?<![\p{Script=Latin}\p{Script=Cyrillic}\d])(?:#|№ ?|[Nn](?:[or]\.?|[º°]|\.º) ?)1(?![\d.,:/%]\d|\d|%)/gu;

/** How far a number that is said to be rounded may be from a known one. */
const roundedBy = 0.1;
const percentageRoundedBy = 0.03;
/** "One in five" for 18%. */
const shareRoundedBy = 0.12;

/** Numbers, prices, percentages, dates and durations that follow from nothing in the facts, and claims without a number. */
export const numericClaims: Rule = (subject) => {
  const { groundTruth } = subject;
  if (!groundTruth) return [];
  // A title names what the message proposes: what is read first is the message.
  const proposed = new Set<string>();
  let days: KnownDays | null = null;
  const daysOfFacts = () => {
    days ??= knownDays(groundTruth.keys, subject.today);
    return days;
  };
  const found = (['message', 'title'] as const).flatMap((field): Violation[] => {
    const { text, original } = normalized(subject.draft[field]);
    const { rest } = findAddresses(text);
    const counted = mask(
      rest,
      findPhones(rest, (key) => groundTruth.phones.has(key)),
    );
    const read = findClaims(counted, subject.lexicon);
    const ranks = [...counted.matchAll(firstInRank)];
    const sentences = sentencesOf(read, counted);
    const isPart = partsOfDuration(read);
    const isAmount = amountsIn(read);
    const discounted = discountsIn(subject.draft[field], subject);
    const named = new Set(read.claims.flatMap(({ values }) => values));
    const isKnownPercentage = (value: number) =>
      groundTruth.keys.has(`percentage ${value}`) || groundTruth.derived.has({ kind: 'percentage', value });
    const isKnown = (claim: NumericClaim) =>
      isGrounded(claim, claim.readings.flatMap(keysOf), sentences(claim), subject, groundTruth);
    const claims = firstFew(read.claims, (claim) => {
      const keys = claim.readings.flatMap(keysOf);
      // A share of two budgets is no discount.
      if (claim.kind === 'percentage' && discounted(claim))
        return !keys.some((key) => groundTruth.keys.has(key));
      if (isPart(claim) || isKnownShare(claim, read, isKnownPercentage)) return false;
      if (isGrounded(claim, keys, sentences(claim), subject, groundTruth)) return false;
      if (isFactor(claim, read, isKnown) || isOfPeriod(claim, read, named, groundTruth.keys)) return false;
      if (
        claim.kind === 'number' &&
        claim.values.some((value) => groundTruth.derived.isCounted(value, named))
      )
        return false;
      if (isAmount(claim) && groundTruth.derived.hasAmount(claim.values[0] ?? 0)) return false;
      if (field === 'title' && keys.some((key) => proposed.has(key))) return false;
      const isOpen =
        isCountedToKnownDay(claim, sentences(claim), subject.today, daysOfFacts) ||
        isProposed(claim, sentences(claim), subject.today);
      if (!isOpen) return true;
      for (const key of keys) proposed.add(key);
      return false;
    });
    return [
      ...claims.map((claim) => unknownNumber(claim, field, original, subject)),
      ...vagueClaims(read, field, original, groundTruth),
      ...ranks.map(({ 0: words, index }) =>
        violation('vague-claim', field, original(index, index + words.length), unfounded),
      ),
      ...weekdays(read, field, original, subject.today),
    ];
  });
  return found.sort((a, b) => fields.indexOf(a.field) - fields.indexOf(b.field));
};

/** Whether a number belongs to a discount, such as "20% off the first year". */
function discountsIn(written: string, { lexicon }: Subject): (claim: NumericClaim) => boolean {
  const { tokens, of } = statementsIn(written, lexicon);
  const spans = of('discount').map(
    ({ first, last }) => [tokens[first]?.start ?? 0, tokens[last]?.end ?? 0] as const,
  );
  return ({ start, end }) => spans.some(([from, to]) => start < to && end > from);
}

/** More violations than these are not reported. */
const mostPerField = 25;

function firstFew<Item>(items: readonly Item[], isWanted: (item: Item) => boolean): Item[] {
  const found: Item[] = [];
  for (const item of items) {
    if (isWanted(item)) found.push(item);
    if (found.length === mostPerField) break;
  }
  return found;
}

function unknownNumber(
  { kind, start, end, isCertain }: NumericClaim,
  field: Field,
  original: (start: number, end: number) => string,
  { lexicon, groundTruth }: Subject,
): Violation {
  const examples = groundTruth?.examples[kind] ?? [];
  const known = examples.length > 0 ? ` (known: ${examples.join('; ')})` : '';
  const [wrong, passes] = advice[kind];
  const message = `${wrong} that is not in the facts${known}: ${passes}`;
  return violation(kind, field, original(start, end), message, lexicon.isFull && isCertain);
}

/** @param keys of the claim's readings */
function isGrounded(
  claim: NumericClaim,
  keys: readonly string[],
  read: Sentence,
  subject: Subject,
  truth: GroundTruth,
): boolean {
  if (isWayToSpeak(claim, read)) return true;
  if (keys.some((key) => truth.keys.has(key))) return true;
  if (isKnownName(claim, read, truth)) return true;
  if (claim.readings.some((reading) => followsFromToday(reading, subject.today))) return true;
  // "GPT-5" follows from no arithmetic.
  const isName = claim.readings.some((reading) => 'name' in reading);
  if (!isName && claim.readings.some((reading) => truth.derived.has(reading))) return true;
  // "Two in three" for 65%.
  const isShare = (reading: Reading) => claim.kind === 'number' && reading.kind === 'percentage';
  if (
    claim.readings.some((reading) => isShare(reading) && truth.derived.isNear(reading, shareRoundedBy, false))
  )
    return true;
  // "About €168 a month" for 2,015 a year.
  if (isApproximate(claim, read) && claim.readings.some((reading) => truth.derived.has(reading, 0.005)))
    return true;
  const isClaimed = read.matches.some(
    ({ list, first }) => list === 'claim' && read.tokens[first]?.clause === read.tokens[claim.first]?.clause,
  );
  const tolerance = claim.kind === 'percentage' ? percentageRoundedBy : roundedBy;
  return (
    isRounded(claim, read) &&
    claim.readings.some((reading) => truth.derived.isNear(reading, tolerance, isClaimed))
  );
}

/** Today's date, and the length of time since. */
function followsFromToday(reading: Reading, today: string | null): boolean {
  if (today === null || reading.kind !== 'date') return false;
  const date = dateOfKey(reading.key);
  const [year, month, day] = today.split('-').map(Number);
  if (!date) return false;
  return (date.year ?? year) === year && (date.month ?? month) === month && (date.day ?? day) === day;
}

/** Whether a word such as "about" stands beside a number that is round. */
function isRounded(claim: NumericClaim, sentence: Sentence): boolean {
  const [value = 0] = claim.values;
  const isRound = value >= 10 ? value % 5 === 0 || String(value).replace(/0+$/, '').length <= 2 : value > 0;
  return isRound && isApproximate(claim, sentence);
}

function isApproximate({ first, last }: NumericClaim, { matches }: Sentence): boolean {
  return matches.some(
    (match) =>
      match.list === 'approximation' &&
      ((first - match.last >= 1 && first - match.last <= 2) ||
        (match.first - last >= 1 && match.first - last <= 3)),
  );
}

function vagueClaims(
  { matches, tokens }: ReadText,
  field: Field,
  original: (start: number, end: number) => string,
  { texts }: GroundTruth,
): Violation[] {
  let end = -1;
  return matches.flatMap(({ list, first, last }) => {
    if (list !== 'vagueClaim' || first <= end) return [];
    end = last;
    const words = original(tokens[first]?.start ?? 0, tokens[last]?.end ?? 0);
    const isKnown = texts.some((text) => foldCase(text).includes(foldCase(words)));
    return isKnown ? [] : [violation('vague-claim', field, words, unfounded)];
  });
}

/** "Tuesday, 17 November" in a year in which it is a Wednesday. */
function weekdays(
  { claims, matches, tokens }: ReadText,
  field: Field,
  original: (start: number, end: number) => string,
  today: string | null,
): Violation[] {
  const days = matches.filter(({ list }) => list === 'weekday');
  if (days.length === 0) return [];
  return claims.flatMap((claim) => {
    const beside = days.find(
      ({ first, last }) =>
        tokens[first]?.sentence === tokens[claim.first]?.sentence &&
        ((claim.first - last >= 1 && claim.first - last <= 3) ||
          (first - claim.last >= 1 && first - claim.last <= 1)),
    );
    const dates = claim.readings.flatMap((reading) =>
      reading.kind === 'date' ? [dateOfKey(reading.key)] : [],
    );
    const whole = dates.flatMap((date) => {
      if (!date?.month || !date.day) return [];
      const year = date.year ?? nearestYear(date.month, date.day, today);
      return year === null ? [] : [{ year, month: date.month, day: date.day }];
    });
    if (!beside || whole.length === 0 || whole.some((date) => weekdayOf(date) === beside.value)) return [];
    const start = Math.min(claim.start, tokens[beside.first]?.start ?? claim.start);
    const end = Math.max(claim.end, tokens[beside.last]?.end ?? claim.end);
    return [violation('date', field, original(start, end), wrongWeekday, false)];
  });
}

/** The year in which a day is nearest to today. */
function nearestYear(month: number, day: number, today: string | null): number | null {
  if (today === null) return null;
  const now = Date.parse(today);
  const year = Number(today.slice(0, 4));
  const distance = (one: number) => Math.abs(Date.UTC(one, month - 1, day) - now);
  return [year - 1, year, year + 1].sort((a, b) => distance(a) - distance(b))[0] ?? null;
}
