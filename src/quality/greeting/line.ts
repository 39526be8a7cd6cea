import type { PhraseList } from '../languages/lexicon.ts';
import type { PhraseMatch } from '../text/phrases.ts';
import type { Token } from '../text/tokens.ts';

/** Another name than the lead's that a text begins with. */
export interface Call {
  end: number;
  /** Whether it is certainly a name, and not a word with a capital. */
  isCertain: boolean;
}

export interface Line {
  text: string;
  tokens: readonly Token[];
  matches: readonly PhraseMatch<PhraseList>[];
  /** Tokens that are a title, a greeting or a word for everyone. */
  isPlain: (index: number) => boolean;
}

/** What ends the words by which somebody is called. */
export const closes = /^[ \t]*(?:[,،、，!！:：;.。…?？\n\r]|[–—-] |[–—-]?$|\p{Extended_Pictographic})/u;

export const eastAsian =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;
