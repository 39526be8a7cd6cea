import type { TimeUnit } from '../languages/language.ts';
import type { Reading } from '../numeric-claims/claim.ts';

/** Years, identifiers and the like are no quantities to calculate with. */
export const largest = 1e12;

/** A number that follows from known ones by arithmetic, and what a message must say so that it means this one. */
export interface Derivation {
  value: number;
  /** The known numbers. */
  operands: readonly number[];
  /** How many of them the message must name. */
  least: number;
  /** The message must name one of these units of time, or the number of months. */
  period?: Period | undefined;
  /** Whether it may be told as the price of one: "€12 per seat". */
  isEach?: boolean;
}

/** Units of time by which an amount is told anew, such as a price by the month as one by the year. */
export interface Period {
  factor: number;
  units: readonly TimeUnit[];
  months: number;
  /** How many more of the known numbers the message must name. */
  least: number;
}

export type Quantity = Reading & { value: number };
export type Add = (unit: string, derivation: Derivation) => void;

export type Quantities = Readonly<
  Record<'money' | 'percentage' | 'duration' | 'number', readonly Quantity[]>
>;

/** The part that one number is of another, and the change from one to the other, in percent. */
export function addShare(value: number, other: number, least: number, add: Add): void {
  if (value === other) return;
  const operands = [value, other];
  if (value < other) add('percentage', { value: (value / other) * 100, operands, least });
  add('percentage', { value: (Math.abs(value - other) / other) * 100, operands, least });
}

export function unitOf(reading: Quantity): string {
  if (reading.kind === 'money') return `money ${reading.currency}`;
  return reading.kind === 'duration' ? `duration ${reading.unit}` : reading.kind;
}

/** The numbers to calculate with, each once. */
export function distinct(readings: readonly Reading[]): Quantity[] {
  const found = new Map<string, Quantity>();
  for (const reading of readings) {
    if (!('value' in reading) || !(reading.value > 0) || reading.value > largest) continue;
    const isYear = reading.kind === 'number' && reading.value >= 1900 && reading.value < 2100;
    const basis = reading.kind === 'money' ? `${reading.per} ${reading.isEach}` : '';
    if (!isYear) found.set(`${unitOf(reading)} ${reading.value} ${basis}`, reading);
  }
  return [...found.values()];
}
