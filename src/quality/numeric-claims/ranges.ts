import { roundOff } from './claim.ts';
import type { Numeral } from './numerals.ts';
import type { Sensed, Surroundings } from './surroundings.ts';

/** Removes numbers that belong to the number before them, as in "15 por ciento". */
export function apart(sensed: readonly Sensed[]): Sensed[] {
  const result: Sensed[] = [];
  for (const one of sensed) if (one.numeral.first > (result.at(-1)?.last ?? -1)) result.push(one);
  return result;
}

const dash = /^ ?[-–—~〜] ?[$€£]?$/;

/** In "10 to 15 minutes", 10 counts minutes too. In "$5,000-10,000", both are dollars. */
export function inRanges(sensed: readonly Sensed[], { text, startingAt, tokens }: Surroundings): Sensed[] {
  const result = [...sensed];
  for (let index = result.length - 2; index >= 0; index -= 1) {
    const [left, right] = [result[index], result[index + 1]];
    if (!left || !right) continue;
    const gap = text.slice(left.end, right.start);
    const isDash = dash.test(gap) || dash.test(text.slice(left.numeral.end, right.numeral.start));
    const range = startingAt(left.last + 1, 'range');
    const isRange =
      isDash ||
      (range !== null &&
        range.last >= right.first - 2 &&
        right.first - left.last <= 3 &&
        tokens[right.first]?.sentence === tokens[left.first]?.sentence);
    if (!isRange) continue;
    const [leftSense, rightSense] = [left.senses[0], right.senses[0]];
    if (
      (leftSense?.kind === 'plain' || leftSense?.kind === 'day') &&
      rightSense &&
      !['plain', 'ordinal', 'year', 'month', 'day'].includes(rightSense.kind)
    ) {
      // This applies to "10 to 15 minutes". In "3 and 5 minutes", the 3 may count something else.
      result[index] = {
        ...left,
        numeral: scaledAs(left.numeral, right.numeral),
        senses: [rightSense, ...(isDash ? [] : left.senses)],
      };
    } else if (leftSense?.kind === 'money' && rightSense?.kind === 'plain') {
      result[index + 1] = { ...right, senses: isDash ? [leftSense] : [leftSense, rightSense] };
      if (isDash) result[index] = { ...left, numeral: scaledAs(left.numeral, right.numeral) };
    } else if (leftSense?.kind === 'time' && rightSense?.kind === 'plain') {
      result[index + 1] = { ...right, senses: [{ kind: 'time', minute: 0 }, rightSense] };
    }
  }
  return result;
}

/** In "5-10k", the 5 means thousands too. */
function scaledAs(left: Numeral, { values: [value = 0], scale }: Numeral): Numeral {
  const isScaled = left.scale === 1 && scale > 1 && (left.values[0] ?? 0) < value / scale;
  return isScaled ? { ...left, values: left.values.map((one) => roundOff(one * scale)) } : left;
}
