import type { TimeUnit } from '../languages/language.ts';
import { type Reading, roundOff } from './claim.ts';

const seconds: Partial<Record<TimeUnit, number>> = {
  second: 1,
  minute: 60,
  hour: 3600,
  day: 86_400,
  week: 604_800,
};
const months: Partial<Record<TimeUnit, number>> = { month: 1, quarter: 3, year: 12 };

/** "1 week" and "7 days" are equal, "1 month" and "30 days" are not. */
export function durationReading(value: number, unit: TimeUnit): Reading {
  const inMonths = months[unit];
  return inMonths === undefined
    ? { kind: 'duration', value: roundOff(value * (seconds[unit] ?? 1)), unit: 's' }
    : { kind: 'duration', value: roundOff(value * inMonths), unit: 'months' };
}

const iso = /(?<![\p{L}\d])P(?=\d|T\d)(?:\d+[YMWD]){0,4}(?:T(?:\d+[HMS]){1,3})?(?![\p{L}\d])/gu;
const letters: Readonly<Record<string, TimeUnit>> = {
  Y: 'year',
  M: 'month',
  W: 'week',
  D: 'day',
  H: 'hour',
  TM: 'minute',
  S: 'second',
};

/** ISO 8601 durations, such as "P3D". */
export function findIsoDurations(text: string): { reading: Reading; start: number; end: number }[] {
  return [...text.matchAll(iso)].map((match) => {
    const [date = '', time = ''] = match[0].slice(1).split('T');
    const parts = [...date.matchAll(/(\d+)([YMWD])/g), ...time.matchAll(/(\d+)([HMS])/g)].map(
      (part, index) => {
        const isTime = index >= (date.match(/[YMWD]/g)?.length ?? 0);
        const letter = part[2] ?? '';
        return durationReading(
          Number(part[1]),
          letters[isTime && letter === 'M' ? 'TM' : letter] ?? 'second',
        );
      },
    );
    const sum = (unit: 's' | 'months') =>
      parts.reduce(
        (total, part) => total + (part.kind === 'duration' && part.unit === unit ? part.value : 0),
        0,
      );
    const unit = sum('months') > 0 ? 'months' : 's';
    return {
      reading: { kind: 'duration', value: sum(unit), unit } as const,
      start: match.index,
      end: match.index + match[0].length,
    };
  });
}
