import type { Rule } from '../rule.ts';
import { type Finding, findPatterns, type Pattern, violationsIn } from '../text/pattern.ts';

const exclamation: readonly Pattern[] = [
  {
    pattern: /(?:[!！][\s?¿¡]{0,2}){2,20}(?<=[!！?])/gu,
    message: 'several exclamation marks in a row: one is enough',
  },
  // At least four words with at least two capital letters each
  {
    pattern: /(?<![\p{L}\p{N}])\p{Lu}{2,30}(?:[ ,'’-]{1,3}\p{Lu}{2,30}){3,20}(?![\p{L}\p{N}])/gu,
    message: 'a passage in capitals: write it in ordinary letters',
  },
];

/** A title with this many capital letters counts as all caps. Names such as SAP or IBM have fewer. */
const fewestCapitals = 12;

/** Capital letters and exclamation marks as in advertising, which readers and spam filters dislike. */
export const allCaps: Rule = (subject) =>
  violationsIn(subject, 'all-caps', function* (text, field): Generator<Finding> {
    if (field === 'title' && isAllCaps(text)) {
      yield { words: text, message: 'a title in capitals: write it in ordinary letters' };
    }
    yield* findPatterns(text, exclamation);
  });

function isAllCaps(title: string): boolean {
  const capitals = title.match(/\p{Lu}/gu)?.length ?? 0;
  return capitals >= fewestCapitals && !/\p{Ll}/u.test(title);
}
