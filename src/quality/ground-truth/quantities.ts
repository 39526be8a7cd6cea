import type { TimeUnit } from '../languages/language.ts';
import type { NumericClaim, Reading } from '../numeric-claims/claim.ts';
import type { ReadText } from '../numeric-claims/find-claims.ts';
import { nounBehind } from '../numeric-claims/own-arithmetic.ts';
import type { Token } from '../text/tokens.ts';

/** The numbers of a text of the facts with which one may calculate. */
export function quantitiesIn(read: ReadText): Reading[] {
  return read.claims.filter(isQuantity).flatMap((claim) => readingsToCombine(claim, read));
}

/** Dates and names with digits are no quantities, and "a day" of "2 hours a day" is none. */
function isQuantity({ kind, values, isSpelled }: NumericClaim): boolean {
  const isRate = kind === 'duration' && isSpelled && values[0] === 1;
  return kind !== 'date' && values.length > 0 && !isRate;
}

/** How far behind an amount the time may stand for which it is paid: "€12 per seat and month". */
const farthestPeriod = 6;

/** The readings of a claim; of a number with what it counts, of an amount with the time for which it is paid. */
function readingsToCombine(
  { kind, readings, last }: NumericClaim,
  { claims, tokens, matches }: ReadText,
): Reading[] {
  // Of what "2.400" may mean, the likeliest is calculated with.
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
  const next = claims.find(({ first }) => first > last)?.first ?? tokens.length;
  const unit = matches.find(
    ({ list, first }) =>
      (list === 'unit' || list === 'period') &&
      first > last &&
      first <= Math.min(last + farthestPeriod, next) &&
      tokens[first]?.sentence === tokens[last]?.sentence,
  );
  const per = unit ? { per: unit.value as TimeUnit } : {};
  return likeliest.map((reading) => (reading.kind === 'money' ? { ...reading, ...per } : reading));
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

/** "A quarter of the carts" are 25%. */
export function partsIn(tokens: readonly Token[]): Reading[] {
  return tokens.flatMap(({ text }) => {
    const value = Object.hasOwn(fractions, text) ? fractions[text] : undefined;
    return value === undefined ? [] : [{ kind: 'percentage', value } as const];
  });
}
