/** How hard a text is to read, counted in a way that holds over languages. */
export interface Readability {
  words: number;
  /**
   * Läsbarhetsindex (C. H. Björnsson, 1968): words per sentence, plus the percentage of words with more than six
   * letters. Up to 30 is easy, from 50 hard. Null without words. It needs no list of syllables, so it compares texts of
   * one language well; German with its compounds lies higher than English.
   */
  lix: number | null;
}

const lettersOfShortWord = 6;

/** @param language BCP 47 tag. A line that ends counts as a sentence that ends, so a greeting is one. */
export function readabilityOf(text: string, language: string): Readability {
  const words = segmentsOf(text, language, 'word').filter(({ isWordLike }) => isWordLike);
  if (words.length === 0) return { words: 0, lix: null };
  const sentences = segmentsOf(text, language, 'sentence').filter(({ segment }) =>
    /[\p{L}\p{N}]/u.test(segment),
  );
  const long = words.filter(({ segment }) => [...segment].length > lettersOfShortWord);
  const lix = words.length / Math.max(sentences.length, 1) + (100 * long.length) / words.length;
  return { words: words.length, lix };
}

function segmentsOf(text: string, language: string, granularity: 'word' | 'sentence'): Intl.SegmentData[] {
  return [...new Intl.Segmenter(language, { granularity }).segment(text)];
}
