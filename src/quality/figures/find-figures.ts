import { overwrite } from '../text/overwrite.ts';
import { findNumericDates } from './dates.ts';
import { findIsoDurations, findSpokenDurations } from './durations.ts';
import type { Figure, Reading } from './figure.ts';
import { withoutIdioms } from './idioms.ts';
import { findNamedDates } from './named-dates.ts';
import { findNamesWithDigits, nameWithNumber } from './names-with-digits.ts';
import { findNumerals, type Numeral } from './numeral.ts';
import { figureOf, isMannerOfSpeech, type Sense, type Sensed, senseOf } from './read-numeral.ts';

/**
 * Everything with a number in it that a text says, in no order.
 * @param text legible, its addresses left out
 * @param language base tag of the text's language; null: any
 * @param bare what a number means that has nothing beside it to tell
 */
export function findFigures(
  text: string,
  language: string | null,
  bare: Sense = { kind: 'plain' },
): Figure[] {
  let rest = withoutIdioms(text);
  const figures: Figure[] = [];
  const take = (found: readonly Figure[]) => {
    figures.push(...found);
    rest = overwrite(rest, found);
  };
  if (/\d/.test(rest)) {
    take(findIsoDurations(rest).map(({ key, start, end }) => single('duration', [key], start, end)));
    take(
      findNumericDates(rest).map(({ keys, readings = [], start, end }) => {
        const figure = single('date', keys, start, end);
        return { ...figure, readings: [...figure.readings, ...readings] };
      }),
    );
    take(findNamesWithDigits(rest));
  }
  take(
    findSpokenDurations(rest, language).map(({ key, start, end }) => single('duration', [key], start, end)),
  );

  const numerals = findNumerals(rest, language);
  const { dates, dated } = findNamedDates(rest, numerals);
  figures.push(...dates);
  const sensed = inRanges(
    apart(numerals.filter((numeral) => !dated.has(numeral)).map((numeral) => senseOf(numeral, rest))),
    rest,
  );
  for (const one of sensed) {
    const figure = figureOf(one.sense.kind === 'plain' ? { ...one, sense: bare } : one);
    const name = one.sense.kind === 'plain' ? nameWithNumber(rest, one.numeral) : [];
    figures.push({
      ...figure,
      readings: [...figure.readings, ...name],
      isManner: isMannerOfSpeech(one, rest),
    });
  }
  return figures;
}

function single(kind: Figure['kind'], keys: readonly string[], start: number, end: number): Figure {
  return { kind, readings: keys.map((key): Reading => ({ kind, key })), start, end };
}

/** Without the number words that belong to the one in front, as in "15 por ciento". */
function apart(sensed: readonly Sensed[]): Sensed[] {
  return sensed.filter((one, index) => one.numeral.start >= (sensed[index - 1]?.end ?? 0));
}

const connector =
  /^ ?(?:-|–|—|\/|to|and|or|until|a|y|o|u|e|ou|até|hasta|à|et|bis|und|oder) ?(?:[$€£]|us\$|r\$)?$/iu;
const dash = /^ ?[-–—] ?$/;
const rangeOpens = /(?:^|[^\p{L}])(?:between|from|entre|zwischen|de|von|desde) ?$/iu;

/** In "10 to 15 minutes" the ten are minutes too; in "$5,000-10,000" both are dollars. */
function inRanges(sensed: readonly Sensed[], text: string): Sensed[] {
  const result = [...sensed];
  for (let index = result.length - 2; index >= 0; index -= 1) {
    const [left, right] = [result[index], result[index + 1]];
    if (!left || !right || right.start - left.end > 12) continue;
    const join = text.slice(left.end, right.start);
    if (!connector.test(join)) continue;
    if (left.sense.kind === 'plain' && !['plain', 'ordinal', 'year'].includes(right.sense.kind)) {
      result[index] = { ...left, numeral: scaledAs(left.numeral, right.numeral), sense: right.sense };
    } else if (
      left.sense.kind === 'money' &&
      right.sense.kind === 'plain' &&
      (dash.test(join) || rangeOpens.test(text.slice(Math.max(0, left.start - 12), left.start)))
    ) {
      result[index + 1] = { ...right, sense: left.sense };
      if (dash.test(join)) result[index] = { ...left, numeral: scaledAs(left.numeral, right.numeral) };
    }
  }
  return result;
}

/** In "5-10k" the five are thousands too. */
function scaledAs(left: Numeral, { value, scale }: Numeral): Numeral {
  const isScaled = left.scale === 1 && scale > 1 && left.value < value / scale;
  return isScaled ? { ...left, value: left.value * scale } : left;
}
