import { findAddresses } from '../addresses/addresses.ts';
import type { Inflection } from '../languages/language.ts';
import { languageOf } from '../languages/languages.ts';
import type { Rule } from '../rule.ts';
import { caseFolded } from '../text/case-folded.ts';
import { formsOf } from '../text/inflections.ts';
import { type Finding, violationsIn } from '../text/pattern.ts';

const message = 'a word that the site never uses: say it in other words';

/**
 * Scripts without spaces between words, or with endings attached to words. A word in them may end where another letter
 * follows.
 */
const joined =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Words and phrases on the site's list, in upper or lower case, with or without accents, in any form. */
export const forbiddenWords: Rule = (subject) => {
  const pattern = patternOf(subject.forbiddenWords, subject.language ?? '');
  if (!pattern) return [];
  return violationsIn(subject, 'forbidden-words', function* (text): Generator<Finding> {
    const folded = caseFolded(findAddresses(text).rest);
    for (const { index, 0: match } of folded.text.matchAll(pattern)) {
      yield { words: text.slice(folded.places[index], folded.places[index + match.length]), message };
    }
  });
};

/** Compiled patterns are cached, because a site's list is the same for many messages. */
const patterns = new WeakMap<readonly string[], Map<string, RegExp | null>>();

function patternOf(words: readonly string[], language: string): RegExp | null {
  const ofLanguage = patterns.get(words) ?? new Map<string, RegExp | null>();
  patterns.set(words, ofLanguage);
  const pattern = ofLanguage.get(language) ?? compile(words, language);
  ofLanguage.set(language, pattern);
  return pattern;
}

function compile(words: readonly string[], language: string): RegExp | null {
  const sources = words.map((phrase) => phraseSource(phrase, language)).filter(Boolean);
  return sources.length === 0 ? null : new RegExp(sources.join('|'), 'gu');
}

/** The words of a phrase may be separated by any white space or hyphen, and each may have any form. */
function phraseSource(phrase: string, language: string): string {
  const words = caseFolded(phrase)
    .text.split(/[\s\p{Pd}]+/u)
    .filter(Boolean);
  if (words.length === 0) return '';
  const inflections = languageOf(language || 'en')?.inflections ?? null;
  const source = words.map((word) => formsSource(word, inflections)).join('[\\s\\p{Pd}]{1,5}');
  const [first = '', last = ''] = [words[0]?.[0], words.at(-1)?.at(-1)];
  return `${edge(first, '(?<![\\p{L}\\p{N}_])')}${source}${edge(last, '(?![\\p{L}\\p{N}_])')}`;
}

/**
 * A word in any of its forms. If the forms of the language are unknown, any ending of up to three letters is accepted.
 */
function formsSource(word: string, inflections: readonly Inflection[] | null): string {
  if (inflections) return `(?:${formsOf(word, inflections).map(escapeForPattern).join('|')})`;
  const isInflected = /^\p{L}{4,}$/u.test(word) && !joined.test(word);
  return escapeForPattern(word) + (isInflected ? '\\p{L}{0,3}' : '');
}

/** A word must not be followed by a letter. A sign, such as "%" in "100%", may be. */
function edge(character: string, source: string): string {
  return /[\p{L}\p{N}_]/u.test(character) && !joined.test(character) ? source : '';
}

function escapeForPattern(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
