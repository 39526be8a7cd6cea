import type { TimeUnit } from '../languages/language.ts';
import { type Reading, roundOff } from '../numeric-claims/claim.ts';

/** Facts with more numbers than these are combined no further: what follows from them all says nothing. */
const mostOfKind = 24;
/** Years, identifiers and the like are no quantities to calculate with. */
const largest = 1e12;

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
  /** Whether it is seldom said exactly, so that a rounded number may be further away. */
  isRough?: boolean;
}

/** Units of time by which an amount is told anew, such as a price by the month as one by the year. */
interface Period {
  factor: number;
  units: readonly TimeUnit[];
  months: number;
  /** How many more of the known numbers the message must name. */
  least: number;
}

const sameTime: Period = { factor: 1, units: [], months: 0, least: 0 };
/** A price by the month is one of a quarter, of half a year, of eleven months, of one or two years, of a day, and the reverse. */
const periods: readonly Period[] = [
  sameTime,
  { factor: 2, units: [], months: 2, least: 0 },
  { factor: 3, units: ['quarter'], months: 3, least: 0 },
  { factor: 6, units: [], months: 6, least: 0 },
  { factor: 11, units: [], months: 11, least: 0 },
  { factor: 12, units: ['year'], months: 12, least: 0 },
  { factor: 24, units: [], months: 24, least: 0 },
  { factor: 1 / 12, units: ['month'], months: 12, least: 0 },
  { factor: 1 / 30, units: ['day'], months: 30, least: 1 },
];

export type Quantity = Reading & { value: number };
type Add = (unit: string, derivation: Derivation) => void;

/**
 * What follows by arithmetic from two numbers of the facts, or from a price, a count and a period: sum, difference,
 * product, share, discount, and the price of a month or a year.
 * @param texts the numbers of each text: only those of one text are added to each other and compared
 * @returns the derivations of each unit, the smallest value first
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
  // Of a week, by working day.
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

type Quantities = Readonly<Record<'money' | 'percentage' | 'duration' | 'number', readonly Quantity[]>>;

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

const fewestAlike = 4;

function isPriceOf(amount: Quantity, count: Quantity): boolean {
  const [of, noun] = [
    amount.kind === 'money' ? amount.of : undefined,
    'noun' in count ? count.noun : undefined,
  ];
  return (
    of !== undefined &&
    noun !== undefined &&
    of.length >= 3 &&
    noun.startsWith(of.slice(0, Math.max(3, Math.min(of.length, fewestAlike))))
  );
}

/** A price by the month is told by longer times, one by the year by shorter ones. */
function mayBeTold(amount: Quantity, factor: number): boolean {
  const per = amount.kind === 'money' ? amount.per : undefined;
  if (per === 'month') return factor >= 1 || factor === 1 / 30;
  return per === 'once' ? factor === 1 : per !== 'year' || factor <= 2;
}

function addAmounts(
  { money, duration, number }: Quantities,
  isOfOneText: (amount: Quantity, count: Quantity) => boolean,
  add: Add,
): void {
  const counts = number.filter(({ value }) => value >= 2);
  const months = duration.flatMap((one) => (one.kind === 'duration' && one.unit === 'months' ? [one] : []));
  for (const amount of money) {
    const unit = unitOf(amount);
    const { value } = amount;
    const ownPeriods = periods.filter(({ factor }) => mayBeTold(amount, factor));
    for (const period of ownPeriods)
      add(unit, {
        value: value * period.factor,
        operands: [value],
        least: period.least,
        period,
        isEach: true,
      });
    for (const count of counts) {
      const operands = [value, count.value];
      // "£4.50 per run" and "36 runs" belong together wherever they stand.
      const least = isOfOneText(amount, count) || isPriceOf(amount, count) ? 0 : 1;
      for (const period of ownPeriods)
        add(unit, {
          value: value * count.value * period.factor,
          operands,
          least: least + period.least,
          period,
        });
      add(unit, { value: value / count.value, operands, least: 1, isEach: true });
      // The price of a year, by head and month.
      add(unit, { value: value / count.value / 12, operands, least: 1, period: periods[7], isEach: true });
    }
    for (const length of months)
      add(unit, { value: value * length.value, operands: [value, length.value], least: 1 });
    for (const other of money) {
      if (unitOf(other) !== unit) continue;
      if (other === amount) continue;
      const operands = [value, other.value];
      add(unit, { value: value + other.value, operands, least: 1 });
      add(unit, { value: value - other.value, operands, least: 1 });
      addShare(value, other.value, 2, add);
      // How many an amount pays for: "600 is enough for 66 at 9".
      if (value >= 2 * other.value)
        add('number', { value: Math.floor(value / other.value), operands, least: 2 });
    }
  }
}

function addDurations({ duration, number }: Quantities, add: Add): void {
  for (const length of duration) {
    const unit = unitOf(length);
    const { value } = length;
    for (const count of number)
      add(unit, { value: value * count.value, operands: [value, count.value], least: 1 });
    // Hours a day, in a working week.
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

/** A percentage of an amount, and the amount with it taken off or added, if one text names both. */
function addDiscounts({ money, percentage }: Quantities, counts: readonly Quantity[], add: Add): void {
  for (const amount of money) {
    const unit = unitOf(amount);
    for (const { value: share } of percentage) {
      for (const total of [1, ...counts.map(({ value }) => value).filter((value) => value >= 2)]) {
        const value = amount.value * total;
        const operands = total === 1 ? [amount.value, share] : [amount.value, share, total];
        const least = operands.length - 1;
        for (const period of [0, 1, 5, 7].map((index) => periods[index] ?? sameTime)) {
          add(unit, { value: (value * period.factor * share) / 100, operands, least, period });
          add(unit, { value: value * period.factor * (1 - share / 100), operands, least, period });
          add(unit, { value: value * period.factor * (1 + share / 100), operands, least, period });
        }
      }
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
      if (value >= 2 * other)
        add('number', { value: value / other, operands: [value, other], least: 2, isRough: true });
  }
}

/** The part that one number is of another, and the change from one to the other, in percent. */
function addShare(value: number, other: number, least: number, add: Add): void {
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
