import type { TimeUnit } from '../languages/language.ts';
import type { Reading } from '../numeric-claims/claim.ts';

/** Larger numbers are not quantities to calculate with. They are identifiers and the like. */
export const largest = 1e12;

/** A number that follows from known numbers by arithmetic, and what a message must say to mean this number. */
export interface Derivation {
  value: number;
  /** The known numbers. */
  operands: readonly number[];
  /** How many of the operands the message must name. */
  least: number;
  /** The message must name one of these units of time, or the number of months. */
  period?: Period | undefined;
  /** Whether it may be stated as the price of one unit: "€12 per seat". */
  isEach?: boolean;
}

/** A factor between units of time, for example to convert a monthly price to a yearly one. */
export interface Period {
  factor: number;
  units: readonly TimeUnit[];
  months: number;
  /** How many more of the operands the message must name. */
  least: number;
}

export type Quantity = Reading & { value: number };
export type Add = (unit: string, derivation: Derivation) => void;

export type Quantities = Readonly<
  Record<'money' | 'percentage' | 'duration' | 'number', readonly Quantity[]>
>;

/** Adds what percentage one number is of another, and the percentage of change from one to the other. */
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

/** The numbers to calculate with, without duplicates. */
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
