import type { Token } from '../text/tokens.ts';
import { type Reading, roundOff } from './claim.ts';
import type { Sensed } from './surroundings.ts';

const shareWords = new Set('in out sur su von op cada em av ud of из з na z'.split(' '));

/** The shares that neighbouring numbers say, by token: "one in four" are 25%, "deux clients sur trois" 66.7%. */
export function sharesOf(sensed: readonly Sensed[], tokens: readonly Token[]): Map<number, Reading> {
  const shares = new Map<number, Reading>();
  for (const [index, { numeral: whole }] of sensed.entries()) {
    const part = sensed[index - 1]?.numeral;
    const [of = 0] = whole.values;
    const [value = 0] = part?.values ?? [];
    const distance = part ? whole.first - part.last : 0;
    const isNear =
      distance >= 2 && distance <= 4 && tokens[whole.first]?.clause === tokens[part?.last ?? -1]?.clause;
    if (!part || !isNear || !(value > 0 && value < of && of <= 100)) continue;
    if (!shareWords.has(tokens[whole.first - 1]?.text ?? '')) continue;
    const share: Reading = { kind: 'percentage', value: roundOff((value / of) * 100) };
    shares.set(whole.first, share);
    shares.set(part.first, share);
  }
  return shares;
}
