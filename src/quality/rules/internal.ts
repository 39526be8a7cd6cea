import type { Rule } from '../rule.ts';
import { statementViolations } from '../statements/statement-violations.ts';
import { foldCase } from '../text/case-folded.ts';

const message = "an internal term of the sales team: use the reader's words, or leave it out";

/**
 * Internal terms: "your lead score is high". A term that the facts contain is accepted, because a site may sell lead
 * scoring.
 */
export const internal: Rule = (subject) => {
  const { background, lexicon } = subject;
  return statementViolations(subject, 'internal', function* (stated) {
    for (const match of stated.of('internal', 'jargon')) {
      const words = foldCase(stated.wordsOf(match));
      const last = words.split(/\s+/).at(-1) ?? words;
      // "In our CRM" is accepted if the site sells one.
      const isSold =
        match.list === 'internal' && (background?.trusted ?? []).some((text) => hasWord(text, last));
      const known = [...(background?.trusted ?? []), ...(background?.noted ?? [])];
      if (isSold || known.some((text) => foldCase(text).includes(words))) continue;
      yield { match, message, isCertain: lexicon.isFull && match.list === 'internal' };
    }
  });
};

function hasWord(text: string, word: string): boolean {
  return foldCase(text)
    .split(/[^\p{L}\p{N}]+/u)
    .includes(word);
}
