import type { GroundTruth } from '../ground-truth/ground-truth.ts';
import type { NumericClaim } from './claim.ts';
import type { Sentence } from './sentence.ts';

const articles = new Set(
  'a an un una uno um uma une ein eine einen einem einer een en et ett yksi jeden jedna bir ena mia один одна одну'.split(
    ' ',
  ),
);

/** "One", "two", "the first", and articles, which count nothing. */
export function isWayToSpeak(
  { kind, values, isSpelled, isOrdinal, first }: NumericClaim,
  { tokens, matches }: Sentence,
): boolean {
  const [value = 0] = values;
  if (isOrdinal) return value <= 3;
  if (!isSpelled || values.length === 0) return false;
  if (kind === 'number') return value <= 2;
  // In "try it free for a month", the duration is part of the offer.
  const isTerm =
    kind === 'duration' &&
    matches.some((match) => match.list === 'term' && tokens[match.first]?.clause === tokens[first]?.clause);
  return !isTerm && value === 1 && kind !== 'percentage' && articles.has(tokens[first]?.text ?? '');
}

/** June may be a month, or a person in the facts. */
export function isKnownName(
  { kind, first, last }: NumericClaim,
  { tokens }: Sentence,
  { words }: GroundTruth,
): boolean {
  const token = tokens[first];
  return kind === 'date' && first === last && token?.type === 'word' && words.has(token.text);
}
