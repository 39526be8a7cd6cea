import { foldCase, foldedWords } from '../text/case-folded.ts';
import { memoizeRecent } from '../text/memoize-recent.ts';
import { type Normalized, normalized } from '../text/normalized.ts';
import { PhraseBook, type PhraseMatch } from '../text/phrases.ts';
import { type Token, tokensOf } from '../text/tokens.ts';
import { languages } from './languages.ts';

/** Traces of a model or a template. Models sometimes switch languages, so every text is searched for all languages. */
export type TraceList =
  | 'selfReference'
  | 'refusal'
  | 'announcement'
  | 'order'
  | 'label'
  | 'blank'
  | 'greeting'
  | 'title';

let book: PhraseBook<TraceList> | null = null;

export interface Traces extends Normalized {
  tokens: readonly Token[];
  matches: readonly PhraseMatch<TraceList>[];
}

/** The phrases of all languages that occur in a text. */
export const tracesIn = memoizeRecent((written): Traces => {
  book ??= buildTraces();
  const { text, original } = normalized(written);
  const tokens = tokensOf(text);
  return { text, original, tokens, matches: book.find(tokens) };
});

function buildTraces(): PhraseBook<TraceList> {
  const numberWords = new Set(
    languages.flatMap((language) => Object.keys(language.numberWords).map(foldCase)),
  );
  const built = new PhraseBook<TraceList>((word) => numberWords.has(word));
  for (const language of languages) {
    built.add('selfReference', language.selfReferences);
    built.add('refusal', language.refusals);
    built.add('announcement', language.announcements);
    built.add('order', language.orders ?? []);
    built.add(
      'label',
      language.labels.map((label) => `^${label}:`),
    );
    built.add('blank', language.placeholders.blanks);
    built.add('greeting', language.greetings);
    built.add('title', language.titles.before);
  }
  return built;
}

/** Words that mark brackets as a placeholder, of all languages, folded. */
export interface PlaceholderWords {
  markers: ReadonlySet<string>;
  kinds: ReadonlySet<string>;
  connectors: ReadonlySet<string>;
}

let words: PlaceholderWords | null = null;

export function placeholderWords(): PlaceholderWords {
  const all = (list: 'markers' | 'kinds' | 'connectors') =>
    new Set(languages.flatMap(({ placeholders }) => placeholders[list].flatMap((word) => foldedWords(word))));
  words ??= { markers: all('markers'), kinds: all('kinds'), connectors: all('connectors') };
  return words;
}
