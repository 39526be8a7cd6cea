import type { Wording } from '../ground-truth/derived-values.ts';
import { type TimeUnit, timeUnits } from '../languages/language.ts';
import type { Lexicon } from '../languages/lexicon.ts';
import type { ReadText } from './find-claims.ts';

/** Wholes in shares that count nothing: "nine out of ten". */
const roundWholes: ReadonlySet<number> = new Set([10, 100]);

/** The words and numbers of the title and the message. */
export function wordingOf(texts: readonly ReadText[], { knowsPeriods }: Lexicon): Wording {
  const named = new Set<number>();
  const units = new Set<TimeUnit>(knowsPeriods ? [] : timeUnits);
  const words = new Set<string>();
  for (const { claims, matches, tokens } of texts) {
    for (const { text } of tokens) words.add(text);
    for (const { kind, values, readings } of claims) {
      if (kind === 'date') continue;
      // In "one in ten", the ten counts nothing.
      if (kind !== 'percentage' || !roundWholes.has(values[1] ?? 0))
        for (const value of values) named.add(value);
      for (const reading of readings) if ('value' in reading) named.add(reading.value);
    }
    for (const { list, value } of matches)
      if (list === 'unit' || list === 'period') units.add(value as TimeUnit);
  }
  return { named, units, words };
}
