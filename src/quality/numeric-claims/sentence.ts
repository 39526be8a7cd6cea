import type { PhraseList } from '../languages/lexicon.ts';
import type { PhraseMatch } from '../text/phrases.ts';
import type { Token } from '../text/tokens.ts';
import type { NumericClaim } from './claim.ts';

/** The sentence of a claim, and the sentence before it. */
export interface Sentence {
  tokens: readonly Token[];
  matches: readonly PhraseMatch<PhraseList>[];
  /** The number of tokens in the claim's own sentence. */
  length: number;
  isQuestion: boolean;
  /** Whether a question follows. */
  isAnswered: boolean;
  /** Whether this sentence or the one before it names a date. */
  dates: boolean;
}

/** Whether a phrase of a list is within a number of tokens after a claim, or before it. */
export function isBeside(
  { first, last }: NumericClaim,
  { tokens, matches }: Sentence,
  list: PhraseList,
  behind: number,
  before: number,
): boolean {
  const sentence = tokens[last]?.sentence;
  return matches.some((match) => {
    if (match.list !== list || tokens[match.first]?.sentence !== sentence) return false;
    const after = match.first - last;
    const ahead = first - match.last;
    return (after > 0 && after <= behind + 1) || (ahead > 0 && ahead <= before);
  });
}

/** Whether a phrase of a list is in the claim's clause or sentence. */
export function stands(
  { first }: NumericClaim,
  { tokens, matches }: Sentence,
  list: PhraseList,
  where: 'clause' | 'sentence',
  fewestWords = 1,
): boolean {
  const token = tokens[first];
  return matches.some((match) => {
    if (match.list !== list || match.last - match.first + 1 < fewestWords) return false;
    const other = tokens[match.first];
    if (where === 'clause')
      return other?.clause === token?.clause || tokens[match.last]?.clause === token?.clause;
    return other?.sentence === token?.sentence;
  });
}
