import type { Violation } from '../../contract/violation.ts';
import { findAddresses } from '../addresses/addresses.ts';
import { findPhones } from '../addresses/phones.ts';
import type { Quantity } from '../ground-truth/derivation.ts';
import type { GroundTruth } from '../ground-truth/ground-truth.ts';
import { isOfOtherBasis } from '../numeric-claims/basis.ts';
import { type ClaimKind, keysOf, type NumericClaim } from '../numeric-claims/claim.ts';
import { findClaims, type ReadText } from '../numeric-claims/find-claims.ts';
import { isGrounded } from '../numeric-claims/grounding.ts';
import { isOfKnownEvent } from '../numeric-claims/known-events.ts';
import {
  amountsIn,
  isFactor,
  isKnownShare,
  isNextBehind,
  isOfFraction,
  isOfPeriod,
  isRestOf,
  nounBehind,
  partsOfDuration,
} from '../numeric-claims/own-arithmetic.ts';
import { isPartOfKnown, isProposed } from '../numeric-claims/proposals.ts';
import { sentencesOf } from '../numeric-claims/sentences.ts';
import {
  followsByLength,
  isCountedToKnownDay,
  type KnownDays,
  knownDays,
  type SpansOfText,
  spansIn,
} from '../numeric-claims/spans.ts';
import { otherTaxIn } from '../numeric-claims/tax.ts';
import { followsFromTold, quantitiesOf } from '../numeric-claims/told-figures.ts';
import { wrongWeekdaysIn } from '../numeric-claims/weekdays.ts';
import { wordingOf } from '../numeric-claims/wording.ts';
import { type Field, fields, type Rule, type Subject, violation } from '../rule.ts';
import { statementsIn } from '../statements/read-statements.ts';
import { foldCase } from '../text/case-folded.ts';
import { mask } from '../text/mask.ts';
import { normalized } from '../text/normalized.ts';

/** For each kind of claim: what is wrong, and what would be accepted instead. */
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

/**
 * Numbers, prices, percentages, dates and durations that do not follow from the facts, and vague claims without a
 * number.
 */
export const numericClaims: Rule = (subject) => {
  const { groundTruth } = subject;
  if (!groundTruth) return [];
  // The message is read first, because a title may repeat what the message proposes.
  const proposed = new Set<string>();
  let days: KnownDays | null = null;
  const daysOfFacts = () => {
    days ??= knownDays(groundTruth.keys, subject.today);
    return days;
  };
  const texts = (['message', 'title'] as const).map((field) => {
    const { text, original } = normalized(subject.draft[field]);
    const { rest } = findAddresses(text);
    const counted = mask(
      rest,
      findPhones(rest, (key) => groundTruth.phones.has(key)),
    );
    return { field, original, counted, read: findClaims(counted, subject.lexicon) };
  });
  const wording = wordingOf(
    texts.map(({ read }) => read),
    subject.lexicon,
  );
  // The numbers in a title may follow from those in the message.
  let knownOfMessage = (): readonly NumericClaim[] => [];
  const found = texts.flatMap(({ field, original, counted, read }): Violation[] => {
    const ranks = [...counted.matchAll(firstInRank)];
    const sentences = sentencesOf(read, counted);
    const isPart = partsOfDuration(read);
    const isAmount = amountsIn(read);
    const discounted = discountsIn(subject.draft[field], subject);
    const counts = countsIn(groundTruth.derived.known);
    const named = new Set(read.claims.flatMap(({ values }) => values));
    const isKnownPercentage = (value: number) =>
      groundTruth.keys.has(`percentage ${value}`) ||
      groundTruth.derived.has(
        { kind: 'percentage', value },
        { ...wording, named: countsIn(groundTruth.derived.known) },
      );
    const isKnownNumber = (value: number) => groundTruth.keys.has(`number ${value}`);
    const isKnown = (claim: NumericClaim) =>
      isGrounded(claim, claim.readings.flatMap(keysOf), sentences(claim), wording, subject, groundTruth);
    let told: readonly Quantity[] | null = null;
    const toldFigures = () => {
      told ??= quantitiesOf([...knownOfMessage(), ...read.claims.slice(0, mostTold).filter(isKnown)]);
      return told;
    };
    let spans: SpansOfText | null = null;
    const spansOfText = () => {
      spans ??= spansIn(read, daysOfFacts(), subject.today, groundTruth.keys);
      return spans;
    };
    const claims = firstFew(read.claims, (claim) => {
      const keys = claim.readings.flatMap(keysOf);
      // A share of two budgets is not a discount.
      if (claim.kind === 'percentage' && discounted(claim))
        return !keys.some((key) => groundTruth.keys.has(key));
      if (subject.lexicon.isFull && isOfOtherBasis(claim, read, groundTruth.derived.known)) return true;
      if (isPart(claim) || isKnownShare(claim, read, isKnownPercentage)) return false;
      if (isGrounded(claim, keys, sentences(claim), wording, subject, groundTruth)) return false;
      if (isNextBehind(claim, read, isKnown) || isRestOf(claim, read, isKnownNumber)) return false;
      if (isOfFraction(claim, read, groundTruth.derived.known)) return false;
      if (isFactor(claim, read, isKnown) || isOfPeriod(claim, read, named, counts)) return false;
      if (
        claim.kind === 'number' &&
        claim.values.some((value) =>
          groundTruth.derived.isCounted(value, wording, nounBehind(claim, read.tokens)),
        )
      )
        return false;
      if (isAmount(claim) && groundTruth.derived.hasAmount(claim.values[0] ?? 0, wording)) return false;
      if (followsFromTold(claim, isAmount(claim), toldFigures(), wording, groundTruth.derived)) return false;
      if (claim.kind === 'date' && followsByLength(claim, subject.today, spansOfText())) return false;
      if (isOfKnownEvent(claim, sentences(claim), groundTruth.events)) return true;
      if (field === 'title' && keys.some((key) => proposed.has(key))) return false;
      const isOpen =
        isCountedToKnownDay(claim, sentences(claim), subject.today, daysOfFacts) ||
        isProposed(claim, sentences(claim), subject.today) ||
        isPartOfKnown(claim, sentences(claim), groundTruth.derived);
      if (!isOpen) return true;
      for (const key of keys) proposed.add(key);
      return false;
    });
    if (field === 'message') knownOfMessage = () => read.claims.slice(0, mostTold).filter(isKnown);
    return [
      ...claims.map((claim) => {
        const isCertain = claim.isCertain || isOfKnownEvent(claim, sentences(claim), groundTruth.events);
        return unknownNumber({ ...claim, isCertain }, field, original, subject);
      }),
      ...otherTax(counted, field, original, subject),
      ...vagueClaims(read, field, original, groundTruth),
      ...ranks.map(({ 0: words, index }) =>
        violation('vague-claim', field, original(index, index + words.length), unfounded),
      ),
      ...wrongWeekdaysIn(read, subject.today).map(({ start, end }) =>
        violation('date', field, original(start, end), wrongWeekday, false),
      ),
    ];
  });
  return found.sort((a, b) => fields.indexOf(a.field) - fields.indexOf(b.field));
};

function countsIn(known: readonly Quantity[]): ReadonlySet<number> {
  return new Set(known.filter(({ kind }) => kind === 'number').map(({ value }) => value));
}

/** Whether a number is part of a discount, such as "20% off the first year". */
function discountsIn(written: string, { lexicon }: Subject): (claim: NumericClaim) => boolean {
  const { tokens, of } = statementsIn(written, lexicon);
  const spans = of('discount').map(
    ({ first, last }) => [tokens[first]?.start ?? 0, tokens[last]?.end ?? 0] as const,
  );
  return ({ start, end }) => spans.some(([from, to]) => start < to && end > from);
}

/** In a message with more numbers, only the first ones are used in calculations. */
const mostTold = 100;

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

const wrongTax = 'a price with or without tax where the facts have it the other way round: say it as they do';

function otherTax(
  text: string,
  field: Field,
  original: (start: number, end: number) => string,
  { groundTruth, lexicon }: Subject,
): Violation[] {
  const folded = foldCase(text);
  if (folded.length !== text.length) return [];
  return otherTaxIn(folded, (groundTruth?.texts ?? []).map(foldCase))
    .slice(0, 1)
    .map(({ start, end }) => violation('money', field, original(start, end), wrongTax, lexicon.isFull));
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
