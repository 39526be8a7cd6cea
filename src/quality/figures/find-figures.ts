import { overwrite } from '../text/overwrite.ts';
import { dateKey, findNumericDates } from './dates.ts';
import { findIsoDurations, findSpokenDurations } from './durations.ts';
import type { Figure, Reading } from './figure.ts';
import { withoutIdioms } from './idioms.ts';
import { findMonths } from './months.ts';
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
  const dated = takeMonths(rest, numerals, figures);
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

const dayToMonth = /^(?:st|nd|rd|th|\.?[ºª]|er|\.)?(?: (?:of|de|do|del))? ?$/i;
const monthToDay = /^\.? (?:the )?$/;
const monthToYear = /^(?:st|nd|rd|th)?,? ?(?:(?:de|del|of|do) )?['’]?$/i;

/** Puts the names of months together with the day in front or behind and the year, and says which numbers are in it. */
function takeMonths(text: string, numerals: readonly Numeral[], figures: Figure[]): Set<Numeral> {
  const taken = new Set<Numeral>();
  let behind = 0;
  for (const { month, start, end, alone } of findMonths(text)) {
    while (behind < numerals.length && (numerals[behind]?.start ?? end) < end) behind += 1;
    const isDay = (numeral: Numeral | undefined): numeral is Numeral =>
      numeral !== undefined && Number.isInteger(numeral.value) && numeral.value >= 1 && numeral.value <= 31;
    const isYear = (numeral: Numeral | undefined): numeral is Numeral =>
      numeral !== undefined && numeral.value >= 1900 && numeral.value < 2100;

    const parts: Numeral[] = [];
    const before = numerals[behind - 1];
    const after = numerals[behind];
    let day: number | undefined;
    if (isDay(before) && before.end <= start && dayToMonth.test(text.slice(before.end, start))) {
      day = before.value;
      parts.push(before);
    } else if (isDay(after) && monthToDay.test(text.slice(end, after.start))) {
      day = after.value;
      parts.push(after);
    }
    const last = parts[0] === after ? numerals[behind + 1] : after;
    const from = parts[0] === after && after ? after.end : end;
    const hasYear = isYear(last) && monthToYear.test(text.slice(from, last.start));
    if (hasYear) parts.push(last);
    if (parts.length === 0 && !alone) continue;
    const key = dateKey({ month, ...(day ? { day } : {}), ...(hasYear ? { year: last.value } : {}) });
    for (const part of parts) taken.add(part);
    const starts = [start, ...parts.map((part) => part.start)];
    const ends = [end, ...parts.map((part) => part.end)];
    figures.push(single('date', key ? [key] : [], Math.min(...starts), Math.max(...ends)));
  }
  return taken;
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
      const { scale } = right.numeral;
      const isScaled =
        left.numeral.scale === 1 && scale > 1 && left.numeral.value < right.numeral.value / scale;
      const numeral = isScaled ? { ...left.numeral, value: left.numeral.value * scale } : left.numeral;
      result[index] = { ...left, numeral, sense: right.sense };
    } else if (
      left.sense.kind === 'money' &&
      right.sense.kind === 'plain' &&
      (dash.test(join) || rangeOpens.test(text.slice(Math.max(0, left.start - 12), left.start)))
    ) {
      result[index + 1] = { ...right, sense: left.sense };
    }
  }
  return result;
}
