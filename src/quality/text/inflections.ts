import type { Inflection } from '../languages/language.ts';

/**
 * The forms of a word: plural, gender, comparison and the common tenses of verbs. Too many forms are better than too
 * few, as long as they are not another word. Derived words such as "freedom" are not included.
 * @param word folded
 */
export function formsOf(word: string, inflections: readonly Inflection[]): string[] {
  if (word.length < 3 || !/^[a-z]+$/.test(word)) return [word];
  const doubled = inflections.find(({ doubles, ending }) => doubles && ending.test(word));
  if (doubled) {
    const endings = doubled.endings.split(' ');
    return [word, `${word}s`, ...endings.map((ending) => `${word}${word.at(-1)}${ending}`)];
  }
  const forms = inflections
    .filter(({ doubles, ending }) => !doubles && ending.test(word))
    .flatMap(({ cut, endings }) =>
      endings.split(' ').map((ending) => word.slice(0, word.length - cut) + ending),
    );
  return [...new Set([word, ...forms])];
}
