import { type Reading, roundOff } from '../numeric-claims/claim.ts';
import {
  type Add,
  addShare,
  type Derivation,
  distinct,
  largest,
  type Quantities,
  type Quantity,
  unitOf,
} from './derivation.ts';
import { addAmounts, addDiscounts } from './derive-amounts.ts';

/** Facts with more numbers than this are not combined further, because almost any number would follow from them. */
const mostOfKind = 24;
/**
 * Calculates what follows from two numbers of the facts, or from a price, a count and a period: sum, difference,
 * product, share, discount, and the price per month or year.
 * @param texts the numbers of each text; only numbers of the same text are added and compared
 * @returns the derivations for each unit, the smallest value first
 */
export function derive(texts: readonly (readonly Reading[])[]): Map<string, Derivation[]> {
  const found = new Map<string, Derivation[]>();
  const add: Add = (unit, derivation) => {
    const { value } = derivation;
    if (!(value > 0) || value > largest) return;
    const values = found.get(unit);
    const rounded = { ...derivation, value: roundOff(value) };
    if (values) values.push(rounded);
    else found.set(unit, [rounded]);
  };
  const all = quantitiesIn(texts.flat());
  const sameText = new Set(texts.flatMap((text) => pairsOf(quantitiesIn(text))));
  addAmounts(all, (one, other) => sameText.has(pairKey(one, other)), add);
  for (const text of texts) {
    const own = quantitiesIn(text);
    addDiscounts(own, all.number, add);
    addShares(own.number, add);
    addPoints(own.percentage, add);
    addAverages(own.number, add);
    addDurations(own, add);
  }
  for (const { value: share } of all.percentage) {
    add('percentage', { value: 100 - share, operands: [share], least: 1 });
    for (const { value } of all.number) {
      for (const part of [share, 100 - share])
        add('number', { value: Math.round((value * part) / 100), operands: [value, share], least: 1 });
    }
  }
  // A weekly number divided by working days.
  for (const { value } of all.number)
    add('number', {
      value: value / 5,
      operands: [value],
      least: 1,
      period: { factor: 5, units: ['day'], months: 5, least: 0 },
    });
  for (const values of found.values()) values.sort((a, b) => a.value - b.value);
  return found;
}

function quantitiesIn(readings: readonly Reading[]): Quantities {
  const all = distinct(readings);
  const ofKind = (kind: string) => all.filter((one) => one.kind === kind).slice(0, mostOfKind);
  return {
    money: ofKind('money'),
    percentage: ofKind('percentage'),
    duration: ofKind('duration'),
    number: ofKind('number'),
  };
}

function pairKey(amount: Quantity, count: Quantity): string {
  return `${amount.value} ${count.value}`;
}

/** The amounts and counts of one text. */
function pairsOf({ money, number }: Quantities): string[] {
  return money.flatMap((amount) => number.map((count) => pairKey(amount, count)));
}

function addDurations({ duration, number }: Quantities, add: Add): void {
  for (const length of duration) {
    const unit = unitOf(length);
    const { value } = length;
    for (const count of number)
      add(unit, { value: value * count.value, operands: [value, count.value], least: 1 });
    // Hours per day in a working week.
    if (unit === 'duration s' && value < 86_400)
      add(unit, {
        value: value * 5,
        operands: [value],
        least: 0,
        period: { factor: 5, units: ['week'], months: 5, least: 0 },
      });
    for (const other of duration) {
      if (length === other || unitOf(other) !== unit) continue;
      const operands = [value, other.value];
      add(unit, { value: value + other.value, operands, least: 1 });
      add(unit, { value: value - other.value, operands, least: 1 });
      addShare(value, other.value, 1, add);
    }
  }
}

function addShares(counts: readonly Quantity[], add: Add): void {
  for (const { value } of counts) {
    for (const { value: other } of counts) {
      addShare(value, other, 1, add);
      // "65 freelancers and 14 companies: more than 80% are freelancers".
      if (value !== other)
        add('percentage', { value: (value / (value + other)) * 100, operands: [value, other], least: 2 });
    }
  }
}

/** "From 20% to 45%, that is 25 points" */
function addPoints(percentages: readonly Quantity[], add: Add): void {
  for (const { value } of percentages) {
    for (const { value: other } of percentages) {
      for (const unit of ['number', 'percentage'])
        add(unit, { value: value - other, operands: [value, other], least: 2 });
    }
  }
}

/** "About 640 files for each of the 14 lawyers" */
function addAverages(counts: readonly Quantity[], add: Add): void {
  for (const { value } of counts) {
    for (const { value: other } of counts)
      if (value >= 2 * other) add('number', { value: value / other, operands: [value, other], least: 2 });
  }
}
