import { nearly, type Wording } from '../ground-truth/derived-values.ts';
import type { GroundTruth } from '../ground-truth/ground-truth.ts';
import type { Subject } from '../rule.ts';
import type { NumericClaim, Reading } from './claim.ts';
import { dateOfKey } from './dates.ts';
import { isOfName } from './name-numbers.ts';
import { isOfEach, nounBehind } from './own-arithmetic.ts';
import type { Sentence } from './sentence.ts';
import { isKnownName, isWayToSpeak } from './ways-to-speak.ts';

/** How far a number that is described as rounded may differ from a known number. */
const roundedBy: Readonly<Record<NumericClaim['kind'], number>> = {
  money: 0.05,
  percentage: 0.03,
  duration: 0.1,
  date: 0,
  number: 0.1,
};
/** "Doubled" for 98%. */
const percentageRoundedBy = 0.03;
/** "One in five" for 18%. */
const shareRoundedBy = 0.12;

/** Whether a claim matches the facts or follows from them. @param keys of the claim's readings */
export function isGrounded(
  claim: NumericClaim,
  keys: readonly string[],
  read: Sentence,
  wording: Wording,
  subject: Subject,
  truth: GroundTruth,
): boolean {
  if (isWayToSpeak(claim, read) || isOfName(claim, read.tokens, truth.nameNumbers)) return true;
  const noun = claim.kind === 'number' ? nounBehind(claim, read.tokens) : null;
  const isOther = noun !== null && claim.values.every((value) => truth.derived.contradicts(value, noun));
  if (!isOther && keys.some((key) => truth.keys.has(key))) return true;
  if (isKnownName(claim, read, truth)) return true;
  if (claim.readings.some((reading) => followsFromToday(reading, subject.today))) return true;
  // "GPT-5" cannot be calculated.
  const isName = claim.readings.some((reading) => 'name' in reading);
  const isEach = isOfEach(claim, read);
  if (!isName && claim.readings.some((reading) => truth.derived.has(reading, wording, 0, isEach)))
    return true;
  // "Two in three" for 65%, "2 of 3 sites".
  if (claim.kind === 'percentage' && claim.isSpelled) {
    const [part = 0, whole] = claim.values;
    const areCounts = whole !== undefined && [part, whole].every((one) => truth.keys.has(`number ${one}`));
    return (
      areCounts ||
      claim.readings.some((reading) =>
        truth.derived.isNear(reading, wording, part >= 100 ? percentageRoundedBy : shareRoundedBy, false),
      )
    );
  }
  // "About €168 a month" for 2,015 a year.
  if (
    isApproximate(claim, read) &&
    claim.readings.some((reading) => truth.derived.has(reading, wording, nearly, isEach))
  )
    return true;
  const isClaimed = read.matches.some(
    ({ list, first }) => list === 'claim' && read.tokens[first]?.clause === read.tokens[claim.first]?.clause,
  );
  const tolerance = roundedBy[claim.kind];
  return (
    isRounded(claim, read) &&
    claim.readings.some((reading) => truth.derived.isNear(reading, wording, tolerance, isClaimed))
  );
}

/** Whether a reading is today's date, or the time since then. */
function followsFromToday(reading: Reading, today: string | null): boolean {
  if (today === null || reading.kind !== 'date') return false;
  const date = dateOfKey(reading.key);
  const [year, month, day] = today.split('-').map(Number);
  if (!date) return false;
  return (date.year ?? year) === year && (date.month ?? month) === month && (date.day ?? day) === day;
}

/** Whether a round number has a word such as "about" next to it. */
function isRounded(claim: NumericClaim, sentence: Sentence): boolean {
  const [value = 0] = claim.values;
  const isRound =
    value <= 12
      ? value > 0
      : value % 5 === 0 || (value >= 100 && significantDigits(value) <= (value >= 10_000 ? 3 : 2));
  return isRound && isApproximate(claim, sentence);
}

function significantDigits(value: number): number {
  return String(value).replace(/0+$/, '').length;
}

function isApproximate({ first, last }: NumericClaim, { matches }: Sentence): boolean {
  return matches.some(
    (match) =>
      match.list === 'approximation' &&
      // "Une vingtaine"
      ((match.first >= first && match.last <= last) ||
        (first - match.last >= 1 && first - match.last <= 2) ||
        (match.first - last >= 1 && match.first - last <= 3)),
  );
}
