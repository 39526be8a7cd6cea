import type { Violation } from '../../contract/violation.ts';
import { calledInCharacters } from '../greeting/called-in-characters.ts';
import { type Call, closes, eastAsian, type Line } from '../greeting/line.ts';
import { ownNames } from '../greeting/own-names.ts';
import { everyLanguage, type PhraseList } from '../languages/lexicon.ts';
import { numberOfWord } from '../numeric-claims/numerals.ts';
import { fields, type Rule, type Subject, violation } from '../rule.ts';
import { foldedWords } from '../text/case-folded.ts';
import { normalized } from '../text/normalized.ts';
import type { PhraseMatch } from '../text/phrases.ts';
import { tokensOf } from '../text/tokens.ts';

const message = "the greeting names somebody other than the lead: use the lead's name, or none";

/** A greeting is within this many tokens at the start of a text. */
const mostTokens = 24;
const mostCharacters = 400;

/** A greeting with another name than the lead's. If it may not be a name, it is a warning. */
export const greeting: Rule = (subject) => {
  if (!subject.groundTruth) return [];
  return fields.flatMap((field): Violation[] => {
    const { text, original } = normalized(subject.draft[field].slice(0, mostCharacters));
    const call = calledIn(text, subject);
    if (!call) return [];
    return [violation('greeting', field, original(0, call.end), message, call.isCertain)];
  });
};

const leadsOn = /^[^\p{L}\p{N}\n\r.!?。！？–—]*$/u;
const particles = new Set(
  'de del della di da do dos das van von der den ter ten la le el al bin ben ibn zu zum af av'.split(' '),
);
/** Words that start a sentence after a greeting without a comma. */
const notNames = new Set(
  'i we it its this just hope im ive ich wir sie es vi jeg jag ik wij je nous vous io noi'.split(' '),
);

function calledIn(text: string, subject: Subject): Call | null {
  const tokens = tokensOf(text).slice(0, mostTokens);
  const matches = everyLanguage().phrases.find(tokens);
  const plain = new Set<number>();
  for (const { list, first, last } of matches) {
    if (list !== 'titleBefore' && list !== 'titleAfter' && list !== 'everyone' && list !== 'greeting')
      continue;
    for (let index = first; index <= last; index += 1) plain.add(index);
  }
  const line: Line = { text, tokens, matches, isPlain: (index) => plain.has(index) };
  return eastAsian.test(text) ? calledInCharacters(line, subject) : calledInWords(line, subject);
}

/** "Burak Bey merhaba", "Сергію, доброго дня!": the greeting comes after the name. */
function greetedLater({ matches, tokens, text, isPlain }: Line): PhraseMatch<PhraseList> | null {
  const late = matches.find(
    ({ list, first, last }) =>
      list === 'greeting' &&
      first >= 1 &&
      first <= 3 &&
      !tokens[first]?.startsLine &&
      (last > first || closes.test(text.slice(tokens[last]?.end ?? 0))),
  );
  if (!late) return null;
  const isName = tokens
    .slice(0, late.first)
    .every(
      ({ start, sentence }, index) =>
        sentence === 0 && (isPlain(index) || !/^\p{Ll}/u.test(text.slice(start, start + 2))),
    );
  return isName ? late : null;
}

function longestAt(line: Line, list: PhraseList, first: number): PhraseMatch<PhraseList> | null {
  const found = line.matches.filter((match) => match.list === list && match.first === first);
  return found.reduce<PhraseMatch<PhraseList> | null>(
    (best, one) => (best && best.last >= one.last ? best : one),
    null,
  );
}

function calledInWords(line: Line, subject: Subject): Call | null {
  const { tokens, text } = line;
  const greeted = longestAt(line, 'greeting', 0);
  const titled = longestAt(line, 'titleBefore', 0);
  const late = greeted || titled ? null : greetedLater(line);
  if (!greeted && !titled && !late) return calledAlone(line, subject);
  const isOwn = ownNames(subject);
  const firstLine = tokens.findIndex((token, index) => index > 0 && token.startsLine);
  const inLine = firstLine < 0 ? tokens : tokens.slice(0, firstLine);
  const from = greeted ? greeted.last + 1 : 0;
  const words = wordsOfCall(line, late ? late.first : inLine.length, from);
  if (!words) return null;
  const { indexes, end, commaFirst } = words;
  const isClosed = late !== null || closes.test(text.slice(end));
  // After a comma, a capital letter may start a sentence. It is only a name if punctuation follows it.
  if (commaFirst && (!isClosed || indexes.length > 3)) return null;
  const isEveryone = line.matches.some(
    ({ list, first, last }) =>
      list === 'everyone' && first >= from && first <= (indexes.at(-1) ?? from) + 3 && last < inLine.length,
  );
  const isTitled = line.matches.some(
    ({ list, first }) => list.startsWith('title') && first >= from && first < inLine.length,
  );
  const names = indexes
    .filter((index) => !line.isPlain(index))
    .map((index) => tokens[index]?.text ?? '')
    // "Duemilaottocento grazie": a number is not a name.
    .filter((name) => numberOfWord(name, subject.lexicon) === null);
  if (names.length === 0) return null;
  // "Dear Principal", "Welcome back, Acme!"
  const parties = new Set([subject.leadRole ?? '', ...subject.names].flatMap(foldedWords));
  const others = names.filter((name) => !isOwn(name));
  const isLeadNamed = inLine.some(({ text: word }) => word.length > 1 && isOwn(word));
  if (isEveryone) {
    const strangers = others.filter((name) => !parties.has(name));
    return strangers.length > 0 ? { end, isCertain: isClosed } : null;
  }
  if (others.every((name) => parties.has(name))) return null;
  if (isLeadNamed) {
    // "Hi Jane and Bob," names a second person; other languages inflect and join names in more ways.
    const strangers = others.filter((name) => !parties.has(name));
    return subject.lexicon.isFull && strangers.length > 0 && isClosed ? { end, isCertain: true } : null;
  }
  if (others.every((name) => notNames.has(name))) return null;
  return { end, isCertain: isClosed || isTitled };
}

/** The words after a greeting that address somebody: capitalized words, or a single word followed by a comma. */
function wordsOfCall(
  { tokens, text, isPlain }: Line,
  lineLength: number,
  from: number,
): { indexes: number[]; end: number; commaFirst: boolean } | null {
  const first = tokens[from];
  if (!first || from >= lineLength) return null;
  const gap = from === 0 ? '' : text.slice(tokens[from - 1]?.end ?? 0, first.start);
  // The full stop in "Exmo. Senhor" does not end a sentence.
  const isAbbreviated = first.sentence === tokens[from - 1]?.sentence;
  if (!leadsOn.test(isAbbreviated ? gap.replace('.', '') : gap)) return null;
  const commaFirst = /[,،，]/.test(gap);
  const indexes: number[] = [];
  let end = first.start;
  for (let index = from; index < lineLength && indexes.length < 6; index += 1) {
    const token = tokens[index];
    if (!token || token.type === 'number' || (index > from && token.clause !== first.clause)) break;
    const written = text.slice(token.start, token.end);
    const isLower = /^\p{Ll}/u.test(written);
    const next = tokens[index + 1];
    const isAlone = indexes.length === 0 && !commaFirst && closes.test(text.slice(token.end));
    const joins = particles.has(token.text) || /^(?:and|und|y|e|et|en|och|og|ja|i|a|ve)$/.test(token.text);
    const joinsNames =
      joins && next !== undefined && /^\p{Lu}/u.test(text.slice(next.start, next.end)) && indexes.length > 0;
    if (isLower && !isAlone && !isPlain(index) && !joinsNames) break;
    if (!joinsNames) indexes.push(index);
    end = token.end;
  }
  return { indexes, end, commaFirst };
}

/** A name alone on the first line, as in a letter. It may also be another word. */
function calledAlone({ tokens, text, isPlain }: Line, subject: Subject): Call | null {
  const count = tokens.findIndex((token, index) => index > 0 && token.startsLine);
  if (count < 1 || count > 3) return null;
  const line = tokens.slice(0, count);
  const end = line.at(-1)?.end ?? 0;
  const isCalled =
    /^[ \t]*,[ \t]*[\n\r]/.test(text.slice(end)) &&
    line.every(({ start }, index) => /\p{Lu}/u.test(text[start] ?? '') && !isPlain(index));
  const isOwn = ownNames(subject);
  return isCalled && !line.some((token) => isOwn(token.text)) ? { end, isCertain: false } : null;
}
