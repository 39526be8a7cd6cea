import { findAddresses } from '../addresses/addresses.ts';
import { detectorCode, languageScores } from '../languages/detect-language.ts';
import { languageOf } from '../languages/languages.ts';
import type { Rule, Subject } from '../rule.ts';
import { type Finding, violationsIn } from '../text/pattern.ts';
import { tokensOf } from '../text/tokens.ts';

/** The language of a shorter text cannot be detected: "ROI dashboard" could be any language. */
const fewestWords = 6;
/** A sentence has words without a capital letter. A list of names looks the same in all languages. */
const fewestOrdinaryWords = 2;
/**
 * How much higher than the right language another one must score, from 0 to 1. The largest difference for a correct
 * text was 0.006.
 */
const clearMargin = 0.05;
/** A text with this many phrases of the right language is not sent to the detector, which is slow. */
const enoughPhrases = 3;

/** The text is certainly in another language than the reader's. */
export const language: Rule = (subject) => {
  const expected = subject.language === null ? null : detectorCode(subject.language);
  if (!expected) return [];
  return violationsIn(subject, 'language', function* (text, field): Generator<Finding> {
    if (field === 'message' && speaks(text, subject)) return;
    const { rest } = findAddresses(text);
    if (!isSentence(rest.slice(0, 400))) return;
    const { language: found, isReliable, margin } = languageScores(rest, expected);
    if (isReliable && found !== expected && margin >= clearMargin) {
      yield { words: '', message: `not written in the language of the reader (${expected})` };
    }
  });
};

function speaks(text: string, { language: tag, lexicon }: Subject): boolean {
  if (!languageOf(tag)) return false;
  const own = new Set<number>();
  for (const { list, first, last } of lexicon.phrases.find(tokensOf(text.slice(0, 600)))) {
    // Single words can be the same in related languages.
    if (list === 'ask' && last > first) own.add(first);
  }
  return own.size >= enoughPhrases;
}

/** Without spaces between words, two characters count as one word. */
function isSentence(text: string): boolean {
  const unspaced =
    text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu) ?? [];
  if (unspaced.length >= 2 * fewestWords) return true;
  const words = text.match(/[\p{L}\p{M}'’]+/gu) ?? [];
  const ordinary = words.filter((word) => /^[\p{Ll}\p{Lo}]/u.test(word));
  return words.length >= fewestWords && ordinary.length >= fewestOrdinaryWords;
}
