import type { TimeUnit } from '../languages/language.ts';
import { type ClaimKind, type Reading, roundOff } from './claim.ts';
import { timeReadings } from './dates.ts';
import { durationReading } from './durations.ts';

/** What the words next to a number say about it. `plain` means nothing. */
export type Sense =
  | { kind: 'money'; currency: string; parts: number }
  | { kind: 'percentage' }
  | { kind: 'duration'; unit: TimeUnit }
  | { kind: 'time'; half?: 'a' | 'p'; minute: number }
  | { kind: 'day' }
  | { kind: 'year' }
  | { kind: 'month'; month: number }
  | { kind: 'date'; day: number; month: number }
  | { kind: 'ordinal' }
  | { kind: 'plain' };

const kinds: Readonly<Record<Sense['kind'], ClaimKind>> = {
  money: 'money',
  percentage: 'percentage',
  duration: 'duration',
  time: 'date',
  day: 'date',
  year: 'date',
  month: 'date',
  date: 'date',
  ordinal: 'date',
  plain: 'number',
};

/** The kind of claim for a number with this sense. */
export function kindOf(sense: Sense): ClaimKind {
  return kinds[sense.kind];
}

/** The readings of a number with this sense. */
export function readingsOf(values: readonly number[], sense: Sense): Reading[] {
  return values.flatMap((value) => readingsOfValue(value, sense));
}

function readingsOfValue(value: number, sense: Sense): Reading[] {
  switch (sense.kind) {
    case 'money':
      return [{ kind: 'money', value: roundOff(value / sense.parts), currency: sense.currency }];
    case 'percentage':
      return [{ kind: 'percentage', value }];
    case 'duration':
      return [durationReading(value, sense.unit)];
    case 'time':
      return timeReadings(Math.trunc(value), sense.minute, sense.half);
    case 'day':
      return [{ kind: 'date', key: `--${value}` }];
    case 'year':
      return [{ kind: 'date', key: `${value}--` }];
    case 'month':
      return [{ kind: 'date', key: `-${value}-` }];
    case 'date':
      return [{ kind: 'date', key: `-${sense.month}-${sense.day}` }];
    case 'ordinal':
      return [
        { kind: 'number', value },
        { kind: 'date', key: `--${value}` },
      ];
    case 'plain':
      return [{ kind: 'number', value }];
  }
}
