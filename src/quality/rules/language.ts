import { eld } from 'eld/extrasmall';
import { findAddresses } from '../addresses/addresses.ts';
import type { Rule } from '../rule.ts';
import { type Finding, violationsIn } from '../text/pattern.ts';

/** The detector reads hardly further. */
const mostRead = 350;
/** Fewer words than these are too little to tell by: "ROI dashboard" is in no language. */
const fewestWords = 6;
/** A sentence has words that begin with no capital: else it is a list of names, which are alike everywhere. */
const fewestOrdinaryWords = 2;
/** By how much of its 0 to 1 another language must score above the right one: where it did by mistake, it was 0.006. */
const clearMargin = 0.05;

/** Languages that the detector has under another code. */
const aliases: Record<string, string> = { nb: 'no', nn: 'no', fil: 'tl', iw: 'he', cmn: 'zh', yue: 'zh' };
/** Written in two scripts, of which the detector knows one. */
const ambiguous = new Set(['sr', 'az', 'ku', 'pa']);
const known = new Set(Object.values(eld.info().Languages));

/** Written in another language than the reader's, when that is certain. */
export const language: Rule = (subject) => {
  const expected = expectedLanguage(subject.language);
  if (!expected) return [];
  return violationsIn(subject, 'language', 'warning', function* (text): Generator<Finding> {
    const { rest } = findAddresses(text);
    if (isAnotherLanguage(rest.slice(0, mostRead), expected)) {
      yield { words: '', message: `not written in the language of the reader (${expected})` };
    }
  });
};

/** The detector's code for a BCP 47 tag; null where it cannot tell. */
function expectedLanguage(tag: string | null): string | null {
  const primary = tag?.toLowerCase().split(/[-_]/)[0] ?? '';
  const code = aliases[primary] ?? primary;
  return known.has(code) && !ambiguous.has(code) ? code : null;
}

function isAnotherLanguage(text: string, expected: string): boolean {
  if (!isSentence(text)) return false;
  const result = eld.detect(text);
  if (result.language === '' || result.language === expected || !result.isReliable()) return false;
  const scores = result.getScores();
  return (scores[result.language] ?? 0) - (scores[expected] ?? 0) >= clearMargin;
}

/** Where no spaces stand between the words, two signs count as one. */
function isSentence(text: string): boolean {
  const unspaced =
    text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu) ?? [];
  if (unspaced.length >= 2 * fewestWords) return true;
  const words = text.match(/[\p{L}\p{M}'’]+/gu) ?? [];
  const ordinary = words.filter((word) => /^[\p{Ll}\p{Lo}]/u.test(word));
  return words.length >= fewestWords && ordinary.length >= fewestOrdinaryWords;
}
