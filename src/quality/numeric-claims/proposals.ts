import type { DerivedValues } from '../ground-truth/derived-values.ts';
import type { NumericClaim } from './claim.ts';
import { dateOfKey } from './dates.ts';
import { nounBehind } from './own-arithmetic.ts';
import { isBeside, type Sentence, stands } from './sentence.ts';

/** The longest meeting that a sender proposes, in seconds. */
const longestMeeting = 4 * 3600;
/** Durations that count as an offer even without a word of asking, in seconds. Shorter ones are claims. */
const offers = { least: 120, most: 3600 };
/** The longest time that a sender gives for an answer or offers, in seconds. */
const longestWait = 60 * 86_400;
/** A sender does not announce more questions, time slots or ideas than this. */
const mostParts = 12;

/** A short sentence after a proposal belongs to it. */
const mostWordsOfAnswer = 10;

/**
 * Whether the number is a proposal of the sender and not a statement: the duration and time of a meeting, a number of
 * questions or times to choose from, the time to read or to answer.
 */
export function isProposed(claim: NumericClaim, sentence: Sentence, today: string | null): boolean {
  switch (claim.kind) {
    case 'duration':
      // "16h" can be a duration and a time of day.
      return (
        isProposedDuration(claim, sentence) || (mayBeTime(claim) && isProposedDate(claim, sentence, today))
      );
    case 'date':
      return isProposedDate(claim, sentence, today);
    case 'number':
      return (
        countsParts(claim, sentence) ||
        countsMeetings(claim, sentence) ||
        isSmallInProposal(claim, sentence) ||
        isHour(claim, sentence)
      );
    case 'percentage':
      // "Start with half of the seats"
      return claim.isSpelled && isLedByAsk(claim, sentence) && !stands(claim, sentence, 'claim', 'clause');
    default:
      return false;
  }
}

function isProposedDuration(claim: NumericClaim, sentence: Sentence): boolean {
  const lengths = claim.readings.flatMap((reading) => (reading.kind === 'duration' ? [reading] : []));
  const isShort = lengths.some(({ value, unit }) => unit === 's' && value <= longestMeeting);
  const isSoon = lengths.some(({ value, unit }) => (unit === 's' ? value <= longestWait : value <= 2));
  // In "we save 45 minutes per tour", the tour is not a meeting.
  const isClaimed = stands(claim, sentence, 'claim', 'clause');
  if (isShort && isBeside(claim, sentence, 'meeting', isClaimed ? 0 : 3, isClaimed ? 1 : 3)) return true;
  if (isClaimed) return false;
  if (isShort) {
    // "Ten minutes, no more." and "15 minutes to look at it": minutes are an offer unless a word of a claim is near.
    const areMinutes = lengths.some(
      ({ value, unit }) => unit === 's' && value >= offers.least && value <= offers.most,
    );
    if (areMinutes && !stands(claim, sentence, 'claim', 'sentence')) return true;
    const isAsked =
      stands(claim, sentence, 'meeting', 'sentence') || stands(claim, sentence, 'ask', 'sentence');
    return isAsked || sentence.isQuestion || answersAProposal(claim, sentence);
  }
  // "Would you like to try it for 30 days?"
  if (stands(claim, sentence, 'term', 'clause')) return false;
  return isSoon && (stands(claim, sentence, 'ask', 'clause', 2) || answersAProposal(claim, sentence));
}

function isProposedDate(claim: NumericClaim, sentence: Sentence, today: string | null): boolean {
  if (stands(claim, sentence, 'claim', 'clause') || isFarAway(claim, today)) return false;
  if (isStep(claim, sentence) && isToCome(claim, today)) return true;
  const isTime = mayBeTime(claim);
  // "10:00 or 15:30. Which one is better?" A time of day is an offer unless a word of a claim is near.
  if (isTime && !stands(claim, sentence, 'claim', 'sentence')) return true;
  const hasWeekday = isTime
    ? stands(claim, sentence, 'weekday', 'sentence')
    : isBeside(claim, sentence, 'weekday', 2, 4);
  // In "As the board decides on 9 December, could we talk?" the question is not about the date.
  const where = isTime || hasWeekday ? 'sentence' : 'clause';
  // "The decision by 8 December is still open" contains a word of asking, but does not ask.
  const fewestWords = where === 'clause' && !sentence.isQuestion ? 2 : 1;
  if (stands(claim, sentence, 'ask', where, fewestWords)) return true;
  // "Notre démonstration du 18 décembre" refers to an arranged meeting.
  const isArranged = /^(?:du|vom|del|dell|do|van|of)$/.test(sentence.tokens[claim.first - 1]?.text ?? '');
  const isMeeting =
    where === 'sentence'
      ? stands(claim, sentence, 'meeting', where)
      : !isArranged &&
        stands(claim, sentence, 'meeting', 'clause') &&
        isBeside(claim, sentence, 'meeting', 2, 3);
  if (isMeeting) return true;
  if (sentence.isQuestion && (isTime || hasWeekday || isInLastClause(claim, sentence))) return true;
  // "May I suggest a visit, say on 8 or 10 December, at nine?"
  if (sentence.isQuestion && isExample(claim, sentence) && isToCome(claim, today)) return true;
  if (isTime && hasWeekday) return true;
  // A future weekday without a word of a claim: "the rota of Saturday, 5 December".
  if (hasWeekday && isToCome(claim, today)) return true;
  // "I am free on Tuesday, 1 December, at 9:30. Which suits you?"
  return (hasWeekday && sentence.isAnswered) || answersAProposal(claim, sentence);
}

const deadlines = new Set(
  'by before until bis vor antes hasta para ate avant jusqu entro voor tegen'.split(' '),
);

/**
 * A line of a plan that starts with its date: "1) Antes del 11/12: me envía el plano", "Bis zum 11.12. schicken Sie
 * mir …".
 */
function isStep({ first }: NumericClaim, { tokens }: Sentence): boolean {
  const line = tokens.slice(Math.max(0, first - 4), first + 1);
  const start = line.findLastIndex(({ startsLine }) => startsLine);
  const [head, next] = start < 0 ? [] : line.slice(start, -1);
  const isLed = [head, head?.type === 'number' ? next : undefined].some((one) =>
    deadlines.has(one?.text ?? ''),
  );
  return isLed && tokens[first]?.endsLine === false;
}

/** Nobody proposes a meeting more than two months ahead or in the past. */
function isFarAway(claim: NumericClaim, today: string | null): boolean {
  const away = secondsAway(claim, today);
  return away.length > 0 && away.every((seconds) => seconds < 0 || seconds > longestWait);
}

function isToCome(claim: NumericClaim, today: string | null): boolean {
  return secondsAway(claim, today).some((seconds) => seconds > 0 && seconds <= longestWait);
}

/** The time from today to each day that a claim may mean. Without a year, this year and the next are tried. */
function secondsAway({ readings }: NumericClaim, today: string | null): number[] {
  if (today === null) return [];
  const now = Date.parse(today);
  return readings.flatMap((reading) => {
    const { year, month, day } = (reading.kind === 'date' ? dateOfKey(reading.key) : null) ?? {};
    if (month === undefined || day === undefined) return [];
    const own = year ?? Number(today.slice(0, 4));
    const years = year === undefined ? [own, own + 1] : [own];
    return years.map((one) => (Date.UTC(one, month - 1, day) - now) / 1_000);
  });
}

/**
 * In the same clause as a word of asking, or after it in the sentence: "we could start small: a quarter of the seats".
 */
function isLedByAsk(claim: NumericClaim, sentence: Sentence): boolean {
  const { tokens, matches } = sentence;
  const isBefore = matches.some(
    ({ list, last }) =>
      list === 'ask' && last < claim.first && tokens[last]?.sentence === tokens[claim.first]?.sentence,
  );
  return isBefore || stands(claim, sentence, 'ask', 'clause');
}

const examples = new Set(
  'say perhaps maybe etwa vielleicht zum beispielsweise quiza quizas tal digamos talvez peut disons par magari diciamo ad bijvoorbeeld misschien'.split(
    ' ',
  ),
);

/** A clause that starts with a word such as "say" or "perhaps" names one of several possible days. */
function isExample({ first }: NumericClaim, { tokens }: Sentence): boolean {
  const clause = tokens[first]?.clause;
  const head = tokens.slice(Math.max(0, first - 8), first + 1).find((token) => token.clause === clause);
  return head !== undefined && examples.has(head.text);
}

function mayBeTime({ readings }: NumericClaim): boolean {
  return readings.some((reading) => reading.kind === 'date' && reading.key.startsWith('t'));
}

/** "Monday, from 10 to 12" */
function isHour(claim: NumericClaim, sentence: Sentence): boolean {
  const isWhole = !claim.isSpelled && claim.values.some((value) => Number.isInteger(value) && value <= 24);
  return (
    isWhole &&
    isBeside(claim, sentence, 'range', 0, 1) &&
    stands(claim, sentence, 'weekday', 'sentence') &&
    !stands(claim, sentence, 'claim', 'clause')
  );
}

function isInLastClause({ last }: NumericClaim, { tokens }: Sentence): boolean {
  const token = tokens[last];
  const next = tokens.slice(last + 1, last + 60).find(({ clause }) => clause !== token?.clause);
  return next?.sentence !== token?.sentence;
}

/** "Reply 1 for yes", "bring the five that matter": a small number in a proposal does not count existing things. */
function isSmallInProposal(claim: NumericClaim, sentence: Sentence): boolean {
  if (isEitherOfTwo(claim, sentence)) return true;
  const most = claim.isSpelled ? 5 : 3;
  const isSmall = claim.values.some((value) => Number.isInteger(value) && value <= most);
  return isSmall && stands(claim, sentence, 'ask', 'sentence') && !stands(claim, sentence, 'claim', 'clause');
}

const smallPair = /^(?:two|zwei|dos|dois|duas|deux|due|twee)$/;

/** "2 or 3 teams", "two or three": two consecutive small numbers are not an exact count. */
function isEitherOfTwo(
  { values: [value = 0], first, last, isSpelled }: NumericClaim,
  { tokens, matches }: Sentence,
): boolean {
  if (!Number.isInteger(value) || value > 5) return false;
  // "Zwei, drei Leute"
  if (isSpelled && value === 3 && smallPair.test(tokens[first - 1]?.text ?? '')) return true;
  // "Two" is accepted by itself.
  if (isSpelled && matches.some((match) => match.list === 'range' && match.last === first - 1))
    return value === 3;
  const isNext = (index: number, other: number) =>
    tokens[index]?.type === 'number' && Number(tokens[index]?.text) === other;
  return matches.some(
    (match) =>
      match.list === 'range' &&
      ((match.first === last + 1 && isNext(match.last + 1, value + 1)) ||
        (match.last === first - 1 && isNext(match.first - 1, value - 1))),
  );
}

/** "Three questions", "2 ideas" */
function countsParts(claim: NumericClaim, sentence: Sentence): boolean {
  return isFew(claim) && isBeside(claim, sentence, 'part', 2, 1);
}

/** "Two calls". "60 calls a day" is not a proposal. */
function countsMeetings(claim: NumericClaim, sentence: Sentence): boolean {
  return isFew(claim) && isBeside(claim, sentence, 'meeting', 1, 0);
}

function isFew({ values }: NumericClaim): boolean {
  return values.some((value) => Number.isInteger(value) && value <= mostParts);
}

/** A few words after a sentence with a proposal: "Shall we talk? 15 minutes will do." */
function answersAProposal(claim: NumericClaim, { tokens, matches, length }: Sentence): boolean {
  const sentence = tokens[claim.first]?.sentence ?? 0;
  if (length > mostWordsOfAnswer) return false;
  return matches.some(
    ({ list, first }) => (list === 'ask' || list === 'meeting') && tokens[first]?.sentence === sentence - 1,
  );
}

/** "Shall we start with six trainers?" if the facts have eighteen: part of a known number, in words. */
export function isPartOfKnown(claim: NumericClaim, sentence: Sentence, derived: DerivedValues): boolean {
  const [value = 0] = claim.values;
  const noun = claim.kind === 'number' && claim.isSpelled ? nounBehind(claim, sentence.tokens) : null;
  if (noun === null || value > mostParts || !derived.exceeds(value, noun)) return false;
  const isAsked = sentence.isQuestion || stands(claim, sentence, 'ask', 'sentence');
  return isAsked && !stands(claim, sentence, 'claim', 'clause');
}
