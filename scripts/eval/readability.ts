/** How hard a text is to read, measured in a way that works in many languages. */
export interface Readability {
  words: number;
  /**
   * Läsbarhetsindex (C. H. Björnsson, 1968): words per sentence plus the percentage of words with more than six
   * letters. Up to 30 is easy, 50 and more is hard. Null without words. It needs no syllable lists. It compares texts
   * in one language well; German scores higher than English because of its compounds.
   */
  lix: number | null;
}

const lettersOfShortWord = 6;

/** @param language BCP 47 tag. The end of a line counts as the end of a sentence, so a greeting is one sentence. */
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
