import { type Reading, roundOff } from '../numeric-claims/claim.ts';
import { alikeCurrencies, anyCurrency } from '../numeric-claims/currencies.ts';

/** Facts with more numbers than these are combined no further: what follows from them all says nothing. */
const mostOfKind = 24;
/** A price by the month is one of a quarter, of half a year, of eleven months, of one or two years, of a day, and the reverse. */
const monthsAndYears = [1, 2, 3, 6, 11, 12, 24, 1 / 12, 1 / 30];
/** Years, identifiers and the like are no quantities to calculate with. */
const largest = 1e12;

/**
 * What follows by arithmetic from two numbers of the facts: sum, difference, product, share, and the price of a month
 * or a year. The values are calculated when the first number needs them.
 */
export class DerivedValues {
  readonly #texts: readonly (readonly Reading[])[];
  #byUnit: Map<string, Float64Array> | null = null;
  #counts: number[][] | null = null;

  /** @param texts the numbers of each text: only those of one text are added to each other and compared */
  constructor(texts: readonly (readonly Reading[])[]) {
    this.#texts = texts;
  }

  /**
   * @param tolerance the share by which the value may differ
   * @returns whether the reading follows
   */
  has(reading: Reading, tolerance = 0): boolean {
    if (!('value' in reading)) return false;
    const { value } = reading;
    // A share is written without decimals as a rule.
    const isRounded = reading.kind === 'percentage' && Number.isInteger(value);
    const margin = Math.max(isRounded ? 0.5 : 0.005, Math.abs(value) * tolerance);
    return unitsOf(reading).some((unit) => hasWithin(this.#values().get(unit), value, margin));
  }

  /** Whether an amount follows, in whatever currency. */
  hasAmount(value: number): boolean {
    return [...this.#values()].some(
      ([unit, values]) => unit.startsWith('money') && hasWithin(values, value, 0.005),
    );
  }

  /**
   * Whether a known number or one that follows is near: "about 40" for 38.
   * @param isClaimed something is said to be saved or gained: what follows from prices does not support it
   */
  isNear(reading: Reading, tolerance: number, isClaimed: boolean): boolean {
    if (!('value' in reading)) return false;
    const units = unitsOf(reading);
    const isKnownNear = this.#texts
      .flat()
      .some(
        (known) =>
          'value' in known &&
          units.includes(unitOf(known)) &&
          Math.abs(known.value - reading.value) <= Math.abs(known.value) * tolerance,
      );
    // Sums and shares of small numbers lie near to any number.
    return isKnownNear || (!isClaimed && reading.kind === 'money' && this.has(reading, tolerance));
  }

  /**
   * Whether a count follows from two counts of one text, of which the message names at least one: "22 people in 4 crews,
   * so five or six to a crew". By itself, a sum of any two would support too much.
   * @param named the numbers of the message
   */
  isCounted(value: number, named: ReadonlySet<number>): boolean {
    this.#counts ??= this.#texts.map((text) =>
      distinct(text)
        .filter(({ kind }) => kind === 'number')
        .slice(0, mostOfKind)
        .map((count) => count.value),
    );
    return this.#counts.some((counts) =>
      counts.some((count) =>
        counts.some(
          (other) =>
            count !== other && (named.has(count) || named.has(other)) && followsFrom(value, count, other),
        ),
      ),
    );
  }

  #values(): Map<string, Float64Array> {
    this.#byUnit ??= derive(this.#texts);
    return this.#byUnit;
  }
}

/** A sum, difference, product or average; an average may be rounded either way. */
function followsFrom(value: number, count: number, other: number): boolean {
  if (value === count + other || value === count - other || value === count * other) return true;
  const average = count / other;
  return average >= 2 && (value === Math.floor(average) || value === Math.ceil(average));
}

function unitOf(reading: Reading & { value: number }): string {
  if (reading.kind === 'money') return `money ${reading.currency}`;
  return reading.kind === 'duration' ? `duration ${reading.unit}` : reading.kind;
}

function unitsOf(reading: Reading & { value: number }): string[] {
  if (reading.kind !== 'money') return [unitOf(reading)];
  return [...alikeCurrencies(reading.currency), anyCurrency].map((currency) => `money ${currency}`);
}

function hasWithin(values: Float64Array | undefined, value: number, margin: number): boolean {
  if (!values) return false;
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? 0) < value - margin) low = middle + 1;
    else high = middle;
  }
  return (values[low] ?? Number.POSITIVE_INFINITY) <= value + margin;
}

function derive(texts: readonly (readonly Reading[])[]): Map<string, Float64Array> {
  const found = new Map<string, Set<number>>();
  const add = (unit: string, value: number) => {
    if (!(value > 0) || value > largest) return;
    const values = found.get(unit) ?? new Set<number>();
    found.set(unit, values);
    values.add(roundOff(value));
  };
  const quantities = distinct(texts.flat());
  const ofKind = (kind: string) => quantities.filter((one) => one.kind === kind).slice(0, mostOfKind);
  const [amounts, percentages, durations, counts] = ['money', 'percentage', 'duration', 'number'].map(ofKind);
  const shares = [...(percentages ?? [])].map(({ value }) => value / 100);

  for (const amount of amounts ?? []) {
    const unit = unitOf(amount);
    const { value } = amount;
    const isWhole = (factor: number) => factor >= 2;
    const products = (counts ?? [])
      .filter((count) => isWhole(count.value))
      .map((count) => value * count.value);
    // By month and by year, and with a discount.
    for (const one of [value, ...products]) {
      for (const factor of monthsAndYears) {
        add(unit, one * factor);
      }
    }
    for (const count of counts ?? []) {
      if (!isWhole(count.value)) continue;
      add(unit, value / count.value);
      // The price of a year, by head and month.
      add(unit, value / count.value / 12);
    }
    for (const duration of durations ?? []) {
      const months = duration.kind === 'duration' && duration.unit === 'months' ? duration.value : 0;
      if (months > 0) add(unit, value * months);
    }
    for (const other of amounts ?? []) {
      if (unitOf(other) !== unit) continue;
      // What a budget leaves of the price of all.
      for (const product of products) {
        add(unit, Math.abs(other.value - product));
        add(unit, other.value - product * 12);
      }
      if (other === amount) continue;
      add(unit, value + other.value);
      add(unit, value - other.value);
      addShares(value, other.value, (share) => add('percentage', share));
      // How many an amount pays for: "600 is enough for 66 at 9".
      if (value >= 2 * other.value) add('number', Math.floor(value / other.value));
    }
  }
  for (const count of counts ?? []) {
    // Of a week, by working day.
    add('number', count.value / 5);
    for (const share of shares) {
      add('number', count.value * share);
      add('number', count.value * (1 - share));
    }
  }
  for (const text of texts) addDiscounts(text, counts ?? [], add);
  for (const text of texts) {
    const own = distinct(text)
      .filter(({ kind }) => kind === 'number')
      .slice(0, mostOfKind);
    for (const count of own) {
      for (const other of own) {
        if (count === other) continue;
        addShares(count.value, other.value, (share) => add('percentage', share));
      }
    }
  }
  for (const share of shares) add('percentage', 100 - share * 100);
  for (const text of texts) {
    const own = distinct(text)
      .filter(({ kind }) => kind === 'duration')
      .slice(0, mostOfKind);
    for (const duration of own) {
      for (const count of distinct(text).filter(({ kind }) => kind === 'number')) {
        add(unitOf(duration), duration.value * count.value);
      }
      // Hours a day, in a working week.
      if (unitOf(duration) === 'duration s' && duration.value < 86_400) add('duration s', duration.value * 5);
      for (const other of own) {
        if (duration === other || unitOf(other) !== unitOf(duration)) continue;
        add(unitOf(duration), duration.value + other.value);
        add(unitOf(duration), duration.value - other.value);
        addShares(duration.value, other.value, (share) => add('percentage', share));
      }
    }
  }
  return new Map([...found].map(([unit, values]) => [unit, Float64Array.from(values).sort()]));
}

/** A percentage of an amount, and the amount with it taken off or added, if one text names both. */
function addDiscounts(
  text: readonly Reading[],
  counts: readonly (Reading & { value: number })[],
  add: (unit: string, value: number) => void,
): void {
  const own = distinct(text);
  const shares = own.filter(({ kind }) => kind === 'percentage').map(({ value }) => value / 100);
  for (const amount of own.filter(({ kind }) => kind === 'money').slice(0, mostOfKind)) {
    const unit = unitOf(amount);
    const totals = [1, ...counts.map(({ value }) => value).filter((value) => value >= 2)];
    for (const share of shares) {
      for (const total of totals) {
        add(unit, amount.value * total * share);
        for (const factor of [1, 2, 12, 1 / 12]) {
          add(unit, amount.value * total * factor * (1 - share));
          add(unit, amount.value * total * factor * (1 + share));
        }
      }
    }
  }
}

/** The part that one number is of another, and the change from one to the other, in percent. */
function addShares(value: number, other: number, add: (share: number) => void): void {
  if (value <= 0 || other <= 0 || value === other) return;
  if (value < other) add((value / other) * 100);
  add((Math.abs(value - other) / other) * 100);
}

function distinct(readings: readonly Reading[]): (Reading & { value: number })[] {
  const found = new Map<string, Reading & { value: number }>();
  for (const reading of readings) {
    if (!('value' in reading) || !(reading.value > 0) || reading.value > largest) continue;
    const isYear = reading.kind === 'number' && reading.value >= 1900 && reading.value < 2100;
    if (!isYear) found.set(`${unitOf(reading)} ${reading.value}`, reading);
  }
  return [...found.values()];
}
