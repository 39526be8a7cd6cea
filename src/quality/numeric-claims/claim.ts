import type { TimeUnit } from '../languages/language.ts';
import type { Span } from '../text/mask.ts';
import { moneyKeys } from './currencies.ts';

/**
 * What a number counts. A number is grounded only by a number of the same kind. A plain number is grounded by any
 * kind.
 */
export const claimKinds = ['money', 'percentage', 'duration', 'date', 'number'] as const;
export type ClaimKind = (typeof claimKinds)[number];

/**
 * One way to read a number. A duration is in seconds, or in months if its length varies. A date is a key of
 * `dates.ts`. An amount in the facts may have the period for which it is paid. A number may have the words after it. A
 * name with digits has the kind `name`.
 */
export type Reading =
  | { kind: 'money'; value: number; currency: string; per?: TimeUnit | 'once'; isEach?: boolean; of?: string }
  | { kind: 'percentage'; value: number }
  | { kind: 'duration'; value: number; unit: 's' | 'months' }
  | { kind: 'date'; key: string }
  | { kind: 'number'; value: number; noun?: string; second?: string | undefined }
  | { kind: 'number'; name: string };

/** A number in a text with its possible readings. It is grounded if one of its readings is. */
export interface NumericClaim extends Span {
  kind: ClaimKind;
  readings: readonly Reading[];
  /** The value of the number without its unit, in each reading. Empty for a date in digits. */
  values: readonly number[];
  /** Indexes of its first and last token. */
  first: number;
  last: number;
  /** Written in words, not in digits. */
  isSpelled: boolean;
  /** Whether it cannot be anything other than a claim of this kind. */
  isCertain: boolean;
  /** "3rd", "2º" */
  isOrdinal: boolean;
}

/** The keys under which a reading is looked up in the ground truth. */
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

/** Removes the error of binary fractions: 0.1 × 3 is 0.3. */
export function roundOff(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
