import type { TimeUnit } from '../languages/language.ts';
import type { Lexicon } from '../languages/lexicon.ts';
import { type Basis, basisInFacts } from '../numeric-claims/basis.ts';
import type { NumericClaim, Reading } from '../numeric-claims/claim.ts';
import type { ReadText } from '../numeric-claims/find-claims.ts';
import { nounBehind } from '../numeric-claims/own-arithmetic.ts';
import { normalized } from '../text/normalized.ts';
import { type Token, tokensOf } from '../text/tokens.ts';

/** The numbers in a text of the facts that can be used in calculations. */
export function quantitiesIn(read: ReadText): Reading[] {
  return read.claims.filter(isQuantity).flatMap((claim) => readingsToCombine(claim, read));
}

/** Dates and names with digits are not quantities. Neither are articles: "a day" in "2 hours a day". */
function isQuantity({ kind, values, isSpelled }: NumericClaim): boolean {
  const isArticle = (kind === 'duration' || kind === 'number') && isSpelled && values[0] === 1;
  return kind !== 'date' && values.length > 0 && !isArticle;
}

/** The readings of a claim. A number includes what it counts, an amount what it is paid for. */
function readingsToCombine(claim: NumericClaim, read: ReadText): Reading[] {
  const { kind, readings, last } = claim;
  const { tokens } = read;
  // If "2.400" is ambiguous, calculations use the most likely reading.
  const likeliest = readings.filter(
    (reading, index) =>
      'value' in reading && readings.findIndex((one) => one.kind === reading.kind) === index,
  );
  if (kind !== 'money') {
    const noun = nounBehind({ last }, tokens);
    if (kind !== 'number' || noun === null) return likeliest;
    return likeliest.map((reading) =>
      reading.kind === 'number' && 'value' in reading
        ? { ...reading, noun, second: nounBehind({ last: last + 1 }, tokens) ?? undefined }
        : reading,
    );
  }
  const basis = basisInFacts(claim, read);
  return likeliest.map((reading) => (reading.kind === 'money' ? { ...reading, ...basis } : reading));
}

/** Words for parts of a whole, folded, in percent. */
const fractions: Readonly<Record<string, number>> = Object.fromEntries(
  Object.entries({
    50: 'half mitad metade moitie halfte meta helft halva halvparten',
    25: 'quarter cuarto cuarta quarto quart viertel kwart kvart fjardedel fjerdedel',
    33.333333: 'third tercio terco tiers drittel terzo derde tredjedel',
    20: 'fifth quinto quinta cinquieme funftel vijfde femtedel',
    10: 'tenth decimo decima dixieme zehntel tiende tiondel tiendedel',
  }).flatMap(([percent, words]) => words.split(' ').map((word) => [word, Number(percent)])),
);

/** "A quarter of the carts" is 25%. */
export function partsIn(tokens: readonly Token[]): Reading[] {
  return tokens.flatMap(({ text }) => {
    const value = Object.hasOwn(fractions, text) ? fractions[text] : undefined;
    return value === undefined ? [] : [{ kind: 'percentage', value } as const];
  });
}

/** The basis of a product's price, from a text such as "month" or "seat/month". */
export function basisOfKey(per: string, { phrases }: Lexicon): Basis {
  const tokens = tokensOf(normalized(per).text);
  const unit = phrases.find(tokens).find(({ list }) => list === 'unit' || list === 'period');
  const words = tokens.filter(({ text }) => text.length > 2).length;
  return { ...(unit ? { per: unit.value as TimeUnit } : {}), isEach: words > (unit ? 1 : 0) };
}
