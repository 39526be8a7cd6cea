import type { Subject } from '../rule.ts';
import { foldedWords } from '../text/case-folded.ts';
import { normalized } from '../text/normalized.ts';
import { soundsLike } from '../text/sounds-like.ts';

/** Whether a folded word is part of the lead's name. If the name is unknown, any word of the facts counts. */
export function ownNames({ leadName, groundTruth, lexicon, language }: Subject): (word: string) => boolean {
  if (leadName === null) {
    const words = groundTruth?.words ?? new Set<string>();
    return (word) => words.has(word);
  }
  const parts = spellings(leadName);
  const own = new Set(parts);
  for (const part of parts) {
    for (const [nominative, vocative] of lexicon.vocatives) {
      if (part.endsWith(nominative)) own.add(part.slice(0, part.length - nominative.length) + vocative);
    }
  }
  const isInflected = lexicon.vocatives.length > 0 || inflecting.test(language ?? '');
  return (word) =>
    own.has(word) ||
    (word.length === 1 && parts.some((part) => part.startsWith(word))) ||
    (isInflected && parts.some((part) => sharesStem(part, word))) ||
    parts.some((part) => soundsLike(part, word));
}

/** Languages that inflect names and for which the gate has no list of endings. */
const inflecting = /^(?:fi|et|hu|tr|cs|sk|pl|ru|uk|bg|hr|sr|sl|lt|lv|el|is)(?:[-_]|$)/i;

/** A name and its inflected form differ in their last letters: "Petr" and "Petře", "Anna" and "Anno". */
function sharesStem(name: string, word: string): boolean {
  const least = name.length <= 4 ? name.length - 1 : name.length - 2;
  let common = 0;
  while (common < name.length && common < word.length && name[common] === word[common]) common += 1;
  return common >= Math.max(2, least) && word.length - common <= 3;
}

/** The words of a name, with umlauts and without them: "Jürgen" and "Juergen". */
function spellings(name: string): string[] {
  const { text } = normalized(name);
  const plain = foldedWords(text);
  const spelledOut = foldedWords(text.replace(/[äöüÄÖÜ]/g, (letter) => `${letter}e`));
  // Tokens end at an apostrophe: "O'Connor".
  return [...plain, ...spelledOut, ...plain.map((word) => word.replace(/([aou])e/g, '$1'))];
}
