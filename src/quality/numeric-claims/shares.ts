import type { PhraseList } from '../languages/lexicon.ts';
import type { PhraseMatch } from '../text/phrases.ts';
import type { Token } from '../text/tokens.ts';
import { type NumericClaim, type Reading, roundOff } from './claim.ts';
import type { Sensed, Surroundings } from './surroundings.ts';

/** Words between the two numbers of a share, folded: "one in four", "8 out of every 10", "oito em cada dez". */
const between = new Set(
  'in out of every each en em de cada por su ogni di sur von unter op elke elk auf av ud z na из с'.split(
    ' ',
  ),
);
/** Those that may have a noun before them: "one guest in four". */
const behindNoun = new Set('in out cada su ogni sur von op auf av'.split(' '));
const farthest = 5;
/** Nobody writes "one in 250" for a percentage. */
const largestWhole = 100;

/**
 * Shares that consist of two neighbouring numbers, each as one percentage: "eight out of ten". If the numbers may also
 * be plain counts, as in "2 of 3 sites", the values are the two numbers.
 */
export function sharesOf(sensed: readonly Sensed[], { tokens, startingAt }: Surroundings): NumericClaim[] {
  return sensed.flatMap((wholeSensed, index) => {
    const partSensed = sensed[index - 1];
    const { numeral: whole } = wholeSensed;
    const part = partSensed?.numeral;
    if (!part || wholeSensed.senses[0]?.kind !== 'plain' || partSensed.senses[0]?.kind === 'percentage')
      return [];
    const [of = 0] = whole.values;
    const [value = 0] = part.values;
    const gap = tokens.slice(part.last + 1, whole.first);
    const [noun, ...rest] = gap;
    const isShare =
      noun !== undefined &&
      gap.length < farthest &&
      gap.every(({ clause }) => clause === tokens[whole.first]?.clause) &&
      rest.every(({ text }) => between.has(text)) &&
      (between.has(noun.text) || rest.some(({ text }) => behindNoun.has(text))) &&
      // In Dutch, "of" means "or".
      !startingAt(part.last + 1, 'range');
    const isPart = Number.isInteger(value) && Number.isInteger(of) && value > 0 && value < of;
    if (!isShare || !isPart || of > largestWhole) return [];
    const share: Reading = { kind: 'percentage', value: roundOff((value / of) * 100) };
    return [
      {
        kind: 'percentage' as const,
        readings: [share],
        values: [value, of],
        start: part.start,
        end: whole.end,
        first: part.first,
        last: whole.last,
        isSpelled: true,
        isCertain: true,
        isOrdinal: false,
      },
    ];
  });
}

const price = /^(?:pric|preis|prec|prix|prezz|prijs|cost|kost|cust|cout)/;

const timeLists: ReadonlySet<PhraseList> = new Set(['unit', 'weekday', 'month', 'spokenDuration']);

/** "A quarter of your seats", "la mitad de", "zwei Drittel" */
export function fractionsIn(
  matches: readonly PhraseMatch<PhraseList>[],
  tokens: readonly Token[],
): NumericClaim[] {
  const covers = ({ first, last }: PhraseMatch<PhraseList>, other: PhraseMatch<PhraseList>) =>
    first <= other.first && last >= other.last && last - first > other.last - other.first;
  const fractions = matches.filter(({ list }) => list === 'fraction');
  if (fractions.length === 0) return [];
  const beside = matches.filter(({ list }) => list === 'fraction' || list === 'vagueClaim');
  const times = matches.filter(({ list }) => timeLists.has(list));
  return fractions
    .filter(
      (fraction) =>
        !measuresTime(fraction.last, times, tokens) &&
        // "Half the price" is a vague claim instead.
        !beside.some(
          (other) =>
            (other.list === 'fraction' && covers(other, fraction)) ||
            (other.list === 'vagueClaim' &&
              price.test(tokens[other.last]?.text ?? '') &&
              other.first <= fraction.last &&
              other.last >= fraction.first),
        ),
    )
    .map(({ value, first, last }) => ({
      kind: 'percentage',
      readings: [{ kind: 'percentage', value: Number(value) }],
      values: [Number(value)],
      start: tokens[first]?.start ?? 0,
      end: tokens[last]?.end ?? 0,
      first,
      last,
      isSpelled: true,
      isCertain: true,
      isOrdinal: false,
    }));
}

/** "The first half of the month", "every second Tuesday" */
function measuresTime(
  last: number,
  times: readonly PhraseMatch<PhraseList>[],
  tokens: readonly Token[],
): boolean {
  return times.some(
    ({ first }) => first >= last && first <= last + 2 && tokens[first]?.clause === tokens[last]?.clause,
  );
}
