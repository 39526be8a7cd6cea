import type { Rule } from '../rule.ts';
import { foldedWords } from '../text/case-folded.ts';
import { type Finding, violationsIn } from '../text/pattern.ts';

const invisible = 'an invisible character inside a word: write the word without it';
const mixed = 'a word with letters of two alphabets: write it in one';
const empty = 'text that a program prints for a missing value: write the value, or leave it out';

/** Zero-width joiners are part of Persian, Arabic and Indic words. The other characters never are. */
const zeroWidth =
  /[\p{L}\p{N}]{0,20}(?:(?<=[\p{L}\p{N}])[\u200b\u2060\ufeff\u180e]|(?<=[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}])[\u200c\u200d])(?=\p{L})[\p{L}\p{N}]{0,20}/gu;
const word = /\p{L}{2,40}/gu;
const alphabets = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u];
/** "CRMку": an abbreviation with an ending of the reader's language. */
const abbreviation = /^[A-Z]{2,10}[\p{Script=Cyrillic}\p{Script=Greek}]{1,4}$/u;
/** "rÃ©pondre", "donâ€™t": UTF-8 that was decoded as Latin-1 or Windows-1252. */
const misread = /[\p{L}]{0,20}(?:[ÃÂÅÄÐÑ][\u0080-\u00bf]|â€.?)[\p{L}]{0,20}/gu;
const misreadText = 'letters that a program has misread: write the word as it should be';
const cellError = /#(?:REF!|N\/A|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!)/g;
/** "None" can start an English sentence, so it only counts in the middle of one. */
const emptyValue =
  /(?<![\p{L}\p{N}_/-])(?:NULL|N\/A|NONE|\(null\)|(?<=\p{Ll},? )(?:None|Null|Nil))(?![\p{L}\p{N}_/-])/gu;
const capitals = /(?:\p{Lu}{2,}[ ,!]+){2}$|^[ ,!]+\p{Lu}{2,}[ ,!]+\p{Lu}{2,}/u;

/** A last word without a vowel and without punctuation after it: "voir si le pl", "працівників вкл". */
const cutOff =
  /(?<=\p{Ll}{2}[ ,])(?![^ \n]*[aeiouyàâäáãåæéèêëíìîïóòôöõøœúùûüýаеєиіїоуюяыэёαεηιουωάέήίόύώ])(?:[b-df-hj-np-tv-xz]{2,4}|[бвгґджзйклмнпрстфхцчшщ]{2,4})$/u;
/** A short text may end with an abbreviation. */
const fewestBroken = 40;
const cutOffText = 'a text that breaks off inside a word: write it to its end';

/** Text that no reader can understand: invisible characters in words, mixed alphabets, empty values. */
export const brokenText: Rule = (subject) => {
  const names = new Set([subject.leadName ?? '', ...subject.names].flatMap(foldedWords));
  return violationsIn(subject, 'broken-text', function* (text): Generator<Finding> {
    for (const [words] of text.matchAll(zeroWidth)) yield { words, message: invisible };
    // Most texts use one alphabet only, which two searches show.
    if (alphabets.filter((alphabet) => alphabet.test(text)).length > 1) {
      for (const [words] of text.normalize('NFC').matchAll(word)) {
        const count = alphabets.filter((alphabet) => alphabet.test(words)).length;
        if (count > 1 && !abbreviation.test(words)) yield { words, message: mixed };
      }
    }
    for (const [words] of text.matchAll(misread)) yield { words, message: misreadText };
    const [broken] = cutOff.exec(text.trimEnd()) ?? [];
    if (broken && text.trimEnd().length >= fewestBroken) yield { words: broken, message: cutOffText };
    for (const [words] of text.matchAll(cellError)) yield { words, message: empty };
    for (const { 0: words, index } of text.matchAll(emptyValue)) {
      const isName = foldedWords(words).every((part) => names.has(part));
      const isAllCaps =
        capitals.test(text.slice(Math.max(0, index - 40), index)) ||
        capitals.test(text.slice(index + words.length, index + words.length + 40));
      if (!isName && !isAllCaps) yield { words, message: empty };
    }
  });
};
