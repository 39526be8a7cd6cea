import type { TimeUnit } from '../languages/language.ts';
import type { Span } from '../text/mask.ts';
import { moneyKeys } from './currencies.ts';

/** What a number counts. A number is grounded only by one of its kind, and a bare number by any. */
export const claimKinds = ['money', 'percentage', 'duration', 'date', 'number'] as const;
export type ClaimKind = (typeof claimKinds)[number];

/**
 * One way to read a number. A duration is in seconds, or in months where it has no fixed length. A date is a key of
 * `dates.ts`, an amount of the facts may have the
 * time for which it is paid, a number the words behind it, and what a name with digits says is `name` with the name.
 */
export type Reading =
  | { kind: 'money'; value: number; currency: string; per?: TimeUnit | 'once'; isEach?: boolean; of?: string }
  | { kind: 'percentage'; value: number }
  | { kind: 'duration'; value: number; unit: 's' | 'months' }
  | { kind: 'date'; key: string }
  | { kind: 'number'; value: number; noun?: string; second?: string | undefined }
  | { kind: 'number'; name: string };

/** Something with a number that a text says. It is grounded if one of its readings is. */
export interface NumericClaim extends Span {
  kind: ClaimKind;
  readings: readonly Reading[];
  /** Of a number, its value without a unit, in each reading; empty for a date in digits. */
  values: readonly number[];
  /** Indexes of its first and last token. */
  first: number;
  last: number;
  /** In words, not in digits. */
  isSpelled: boolean;
  /** Whether it can be nothing else than a claim of this kind. */
  isCertain: boolean;
  /** "3rd", "2º" */
  isOrdinal: boolean;
}

/** The keys under which a reading is looked for among what is known. */
export function keysOf(reading: Reading): string[] {
  switch (reading.kind) {
    case 'money':
      return moneyKeys(reading.value, reading.currency).map((key) => `money ${key}`);
    case 'percentage':
      return [`percentage ${reading.value}`];
    case 'duration':
      return [`duration ${reading.value} ${reading.unit}`];
    case 'date':
      return [`date ${reading.key}`];
    case 'number':
      return ['name' in reading ? `name ${reading.name}` : `number ${reading.value}`];
  }
}

/** Without what binary fractions add: 0.1 × 3 is 0.3. */
export function roundOff(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
