import type { PhraseList } from '../languages/lexicon.ts';
import type { PhraseMatch } from '../text/phrases.ts';
import type { Token } from '../text/tokens.ts';

/** A name other than the lead's at the start of a text. */
export interface Call {
  end: number;
  /** Whether it is certainly a name, not just a capitalized word. */
  isCertain: boolean;
}

export interface Line {
  text: string;
  tokens: readonly Token[];
  matches: readonly PhraseMatch<PhraseList>[];
  /** Tokens that are a title, a greeting or a word that addresses everyone. */
  isPlain: (index: number) => boolean;
}

/** What ends the words of an address. */
export const closes = /^[ \t]*(?:[,،、，!！:：;.。…?？\n\r]|[–—-] |[–—-]?$|\p{Extended_Pictographic})/u;

export const eastAsian =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;
