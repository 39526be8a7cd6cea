import type { Lexicon, PhraseList } from '../languages/lexicon.ts';
import { mask } from '../text/mask.ts';
import type { PhraseMatch } from '../text/phrases.ts';
import { type Token, tokensOf } from '../text/tokens.ts';
import type { ClaimKind, NumericClaim, Reading } from './claim.ts';
import { readDate } from './dates.ts';
import { durationReading, findIsoDurations } from './durations.ts';
import { findNamedDates } from './named-dates.ts';
import { findNumerals, type Numeral, numberOfWord } from './numerals.ts';
import { apart, inRanges } from './ranges.ts';
import { senseOf } from './read-numeral.ts';
import { kindOf, readingsOf, type Sense } from './sense.ts';
import { fractionsIn, sharesOf } from './shares.ts';
import type { Sensed, Surroundings } from './surroundings.ts';
import { withoutIdioms } from './universal-idioms.ts';

const daySeconds = 86_400;
const fortnight = 14 * daySeconds;

/** The numeric claims of a text, and the prepared text. */
export interface ReadText {
  claims: NumericClaim[];
  tokens: readonly Token[];
  matches: readonly PhraseMatch<PhraseList>[];
}

/**
 * Finds everything in a text that contains a number, in the order of the text.
 * @param normal normalized, with its addresses and phone numbers masked
 * @param bare the meaning of a number that has no words next to it
 */
export function findClaims(normal: string, lexicon: Lexicon, bare: Sense = { kind: 'plain' }): ReadText {
  const isoDurations = normal.includes('P') ? findIsoDurations(normal) : [];
  const text = withoutIdioms(mask(normal, isoDurations));
  const tokens = tokensOf(text);
  const matches = lexicon.phrases.find(tokens);
  const around = surroundings(text, tokens, matches, lexicon);
  const isIdiom = coveredBy(matches.filter(({ list }) => list === 'idiom'));

  const claims: NumericClaim[] = isoDurations.map(({ reading, start, end }) =>
    claimOf('duration', [reading], { start, end, first: -1, last: -1 }),
  );
  for (const [index, token] of tokens.entries()) {
    const span = { start: token.start, end: token.end, first: index, last: index };
    if (token.type === 'date') {
      const readings = readDate(token.text);
      if (readings.length > 0) claims.push(claimOf('date', readings, span));
    } else if (token.type === 'name') claims.push(...nameClaims(tokens, index, span));
  }
  for (const { value, first, last } of matches.filter(
    (match) => match.list === 'spokenDuration' && !isIdiom(match),
  )) {
    const start = tokens[first]?.start ?? 0;
    // "Quinze jours" means two weeks or fifteen days.
    const isFortnight = Number(value) === fortnight || Number(value) === fortnight + daySeconds;
    const lengths = isFortnight ? [fortnight, fortnight + daySeconds] : [Number(value)];
    const readings = lengths.map((length): Reading => ({ kind: 'duration', value: length, unit: 's' }));
    claims.push({
      ...claimOf('duration', readings, { start, end: tokens[last]?.end ?? start, first, last }),
      isSpelled: true,
    });
  }

  claims.push(...joinedDurations(tokens, lexicon));
  // "A quarter of an hour" is not a quarter of something.
  const isSpoken = coveredBy(claims);
  claims.push(...fractionsIn(matches, tokens).filter((fraction) => !isSpoken(fraction)));
  const numerals = findNumerals(tokens, text, lexicon).filter(
    (numeral) => !isIdiom(numeral) && !isListNumber(numeral, around),
  );
  const sensed = inRanges(apart(numerals.map((numeral) => senseOf(numeral, around))), around);
  const months = matches.filter(({ list }) => list === 'month' || list === 'shortMonth');
  const dates = findNamedDates(
    sensed,
    around,
    months.filter((month) => !isIdiom(month)),
  );
  claims.push(...dates.claims);
  const isDated = coveredBy(dates.claims);
  claims.push(
    ...sharesOf(sensed, around).filter(
      ({ first, last }) => !isDated({ first: last, last }) && !isDated({ first, last: first }),
    ),
  );
  const isRead = coveredBy(claims);
  for (const one of sensed) {
    if (dates.used.has(one.numeral) || one.senses[0]?.kind === 'month') continue;
    if (!isRead(one.numeral)) claims.push(...numeralClaim(one, around, bare));
  }
  claims.sort((a, b) => a.start - b.start);
  // "An hour" in "half an hour" is not a claim of its own.
  const isInside = coveredBy(claims);
  return { claims, tokens, matches: matches.filter((match) => match.list !== 'claim' || !isInside(match)) };
}

/** Whether a span of tokens is inside another. Of spans with the same start, the longest one counts. */
function coveredBy(spans: readonly TokenSpan[]): (inner: TokenSpan) => boolean {
  const lastByToken = new Map<number, number>();
  for (const { first, last } of spans) {
    for (let index = Math.max(0, first); index <= last; index += 1) {
      lastByToken.set(index, Math.max(last, lastByToken.get(index) ?? -1));
    }
  }
  return ({ first, last }) => (lastByToken.get(first) ?? -1) >= last;
}

interface TokenSpan {
  first: number;
  last: number;
}

function surroundings(
  text: string,
  tokens: readonly Token[],
  matches: readonly PhraseMatch<PhraseList>[],
  lexicon: Lexicon,
): Surroundings {
  const starting = new Map<string, PhraseMatch<PhraseList>>();
  const ending = new Map<string, PhraseMatch<PhraseList>>();
  for (const match of matches) {
    const [start, end] = [`${match.list} ${match.first}`, `${match.list} ${match.last}`];
    const longest = starting.get(start);
    if (!longest || longest.last < match.last) starting.set(start, match);
    if (!ending.has(end)) ending.set(end, match);
  }
  return {
    text,
    tokens,
    lexicon,
    startingAt: (index, list) => starting.get(`${list} ${index}`) ?? null,
    endingAt: (index, list) => ending.get(`${list} ${index}`) ?? null,
  };
}

function claimOf(
  kind: ClaimKind,
  readings: readonly Reading[],
  span: Pick<NumericClaim, 'start' | 'end' | 'first' | 'last'>,
): NumericClaim {
  return { kind, readings, values: [], ...span, isSpelled: false, isCertain: true, isOrdinal: false };
}

/** "dreitägig", "fünfjährige": a number and a unit of time in one word. */
function joinedDurations(tokens: readonly Token[], lexicon: Lexicon): NumericClaim[] {
  if (lexicon.unitStems.length === 0) return [];
  return tokens.flatMap((token, index) => {
    if (token.type !== 'word' || token.text.length < 8) return [];
    for (const { stem, unit } of lexicon.unitStems) {
      const at = token.text.indexOf(stem);
      const value = at >= 3 ? numberOfWord(token.text.slice(0, at), lexicon) : null;
      if (value === null) continue;
      const span = { start: token.start, end: token.end, first: index, last: index };
      return [
        { ...claimOf('duration', [durationReading(value, unit)], span), values: [value], isSpelled: true },
      ];
    }
    return [];
  });
}

/** Senses that stay certain even if a second sense is possible. */
const certainFirst: ReadonlySet<Sense['kind']> = new Set(['year', 'duration']);

const quarter = /^[qt]([1-4])$/;

/** A name with digits, such as "GPT4" or "ISO27001". A quarter of a year is a date instead. */
function nameClaims(
  tokens: readonly Token[],
  index: number,
  span: Pick<NumericClaim, 'start' | 'end' | 'first' | 'last'>,
): NumericClaim[] {
  const name = tokens[index]?.text ?? '';
  const number = quarter.exec(name)?.[1];
  const named: Reading = { kind: 'number', name };
  if (!number) return [claimOf('number', [named], span)];
  const next = tokens[index + 1];
  const year = next?.type === 'number' && /^(?:19|20)\d\d$/.test(next.text) ? next : null;
  const key = year ? `q${number} ${year.text}` : `q${number}`;
  const wide = year ? { ...span, end: year.end, last: index + 1 } : span;
  return [claimOf('date', year ? [{ kind: 'date', key }] : [{ kind: 'date', key }, named], wide)];
}

/** "1." or "2)" at the start of a line. */
function isListNumber(
  { first, isSpelled, start, end, values }: Numeral,
  { tokens, text, startingAt }: Surroundings,
): boolean {
  if (isSpelled || !tokens[first]?.startsLine || (values[0] ?? 100) > 30) return false;
  const isMonth = startingAt(first + 1, 'month') ?? startingAt(first + 1, 'shortMonth');
  return (
    !isMonth &&
    /^(?:[.)]|️?⃣)[ \t]/.test(text.slice(end, end + 2)) &&
    /(?:^|[\n\r])[ \t(*•-]*$/.test(text.slice(Math.max(0, start - 8), start))
  );
}

function numeralClaim(sensed: Sensed, { tokens, text }: Surroundings, bare: Sense): NumericClaim[] {
  const { numeral, first, last, start, end } = sensed;
  const senses = sensed.senses.map((sense) => (sense.kind === 'plain' ? bare : sense));
  const [sense] = senses;
  if (!sense) return [];
  const isMeasured = ['money', 'percentage', 'duration'].includes(sense.kind);
  // A word that may mean something else counts only before a unit.
  if (numeral.isDoubtful && !isMeasured) return [];
  const readings = senses.flatMap((one) =>
    readingsOf(one.kind === 'plain' ? [...numeral.values, ...numeral.unscaled] : numeral.values, one),
  );
  // "Quince días" also means two weeks.
  const isFortnight =
    numeral.isSpelled &&
    readings.some((one) => one.kind === 'duration' && one.value === fortnight + daySeconds);
  if (isFortnight) readings.push({ kind: 'duration', value: fortnight, unit: 's' });
  const name = nameBefore(tokens, numeral, text);
  if (name !== null && !isMeasured) readings.push({ kind: 'number', name });
  const isOrdinal = sense.kind === 'ordinal';
  return [
    {
      kind: kindOf(sense),
      readings,
      values: numeral.values,
      start,
      end,
      first,
      last,
      isSpelled: numeral.isSpelled,
      isCertain:
        (!numeral.isDoubtful || sense.kind === 'duration') &&
        (senses.length === 1 || certainFirst.has(sense.kind)),
      isOrdinal,
    },
  ];
}

/** "GPT-4" and "GPT 4" may be names. */
function nameBefore(
  tokens: readonly Token[],
  { first, start, isSpelled }: Numeral,
  text: string,
): string | null {
  const before = tokens[first - 1];
  if (before?.type !== 'word' || isSpelled) return null;
  // "São 600" starts a sentence and is not a name.
  const isFirst = tokens[first - 2]?.sentence !== before.sentence && text[before.end] !== '-';
  const isName =
    !isFirst &&
    /^\p{Lu}/u.test(text.slice(before.start, before.end)) &&
    /^[ -]?$/.test(text.slice(before.end, start));
  return isName ? `${before.text}${tokens[first]?.text}` : null;
}
