import type { Lexicon, PhraseList } from '../languages/lexicon.ts';
import type { PhraseMatch } from '../text/phrases.ts';
import type { Token } from '../text/tokens.ts';
import type { Numeral } from './numerals.ts';
import type { Sense } from './sense.ts';

/** A number with its possible senses, the most likely first. */
export interface Sensed {
  numeral: Numeral;
  senses: readonly Sense[];
  /** Indexes of the first and last token that belong to it. */
  first: number;
  last: number;
  start: number;
  end: number;
}

/** A text in the form that the number readers use. */
export interface Surroundings {
  text: string;
  tokens: readonly Token[];
  lexicon: Lexicon;
  startingAt: (index: number, list: PhraseList) => PhraseMatch<PhraseList> | null;
  endingAt: (index: number, list: PhraseList) => PhraseMatch<PhraseList> | null;
}
