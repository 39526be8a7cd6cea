import type { TimeUnit } from '../languages/language.ts';
import type { Reading } from '../numeric-claims/claim.ts';
import { alikeCurrencies, anyCurrency } from '../numeric-claims/currencies.ts';
import { type Derivation, distinct, type Quantity, unitOf } from './derivation.ts';
import { derive } from './derivations.ts';

/**
 * The words and numbers that a message uses. A derived number counts only if the message names what it is derived
 * from.
 */
export interface Wording {
  /** The numbers of the message, of any kind. */
  named: ReadonlySet<number>;
  /** The units of time in the message, such as "year" for "a year" and "annual". */
  units: ReadonlySet<TimeUnit>;
  /** The words of the message, folded. */
  words: ReadonlySet<string>;
}

const mostCounts = 24;
/** Inflected forms start with the same letters: "Akte", "Akten". */
const leastAlike = 4;
/** A number that differs by no more than this share counts as the same number, rounded. */
export const nearly = 0.0125;

/** What follows from the numbers of the facts by arithmetic. It is calculated when it is first needed. */
export class DerivedValues {
  readonly #texts: readonly (readonly Reading[])[];
  #known: readonly Quantity[] | null = null;
  #byUnit: Map<string, Derivation[]> | null = null;
  #counts: Count[][] | null = null;

  /** @param texts the numbers of each text; only numbers of the same text are added and compared */
  constructor(texts: readonly (readonly Reading[])[]) {
    this.#texts = texts;
  }

  /** Whether the facts count the same things but never with this number: "22 people" where the message says 26. */
  contradicts(value: number, noun: string): boolean {
    const counts = this.known.filter(({ kind }) => kind === 'number');
    return (
      counts.some((one) => 'noun' in one && one.noun === noun) && !counts.some((one) => one.value === value)
    );
  }

  /** Whether the facts have a larger count of the same things. */
  exceeds(value: number, noun: string): boolean {
    return this.known.some(
      (one) => one.kind === 'number' && 'noun' in one && one.noun === noun && one.value > value,
    );
  }

  /** The numbers of the facts themselves. */
  get known(): readonly Quantity[] {
    this.#known ??= distinct(this.#texts.flat());
    return this.#known;
  }

  /**
   * @param tolerance the share by which the value may differ
   * @param isEach the message says that it is the price of one unit
   * @returns whether the reading follows from numbers that the message names
   */
  has(reading: Reading, wording: Wording, tolerance = 0, isEach = false): boolean {
    if (!('value' in reading)) return false;
    const { value } = reading;
    // A percentage is usually written without decimals.
    const isRounded = reading.kind === 'percentage' && Number.isInteger(value);
    const margin = Math.max(isRounded ? 0.5 : 0.005, Math.abs(value) * tolerance);
    // The counted things may be named without their number: "every fifth file, that is about 60".
    const isAbout = reading.kind === 'number' && tolerance > nearly;
    const spoken = isAbout ? this.#withCounted(wording) : wording;
    const isOfAny = reading.kind === 'money' && reading.currency === anyCurrency;
    const units = isOfAny ? this.#moneyUnits() : unitsOf(reading);
    return units.some((unit) =>
      hasWithin(this.#values().get(unit), value, margin, spoken, tolerance > nearly ? 1 : 0, isEach),
    );
  }

  /** Whether an amount follows, in any currency. */
  hasAmount(value: number, wording: Wording): boolean {
    return this.#moneyUnits().some((unit) =>
      hasWithin(this.#values().get(unit), value, 0.005, wording, 0, false),
    );
  }

  /**
   * Whether a known or derived number is close: "about 40" for 38.
   * @param isClaimed something is said to be saved or gained; numbers derived from prices do not support that
   */
  isNear(reading: Reading, wording: Wording, tolerance: number, isClaimed: boolean): boolean {
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
    // For any number there is a sum or share of small numbers that is close to it.
    return (
      isKnownNear || (!isClaimed && reading.kind !== 'duration' && this.has(reading, wording, tolerance))
    );
  }

  /**
   * Whether a count follows from two counts of the same text: "22 people in 4 crews, so five or six to a crew". The
   * message must name at least one of them, and for sums, products and quotients both, by number or by what they
   * count. Otherwise the sum of any two numbers would support too much.
   * @param noun what the message counts; null if no noun follows the number
   */
  isCounted(value: number, wording: Wording, noun: string | null): boolean {
    const { named } = wording;
    this.#counts ??= this.#texts.map((text) =>
      distinct(text)
        .filter(({ kind }) => kind === 'number')
        .slice(0, mostCounts),
    );
    // "The plan is for 20 rooms and you have 16: four to spare".
    const isRest = this.known.some((count) =>
      this.known.some(
        (other) =>
          'noun' in count &&
          'noun' in other &&
          count.noun === other.noun &&
          value === count.value - other.value &&
          (named.has(count.value) || named.has(other.value)),
      ),
    );
    return (
      isRest ||
      this.#counts.some((counts) =>
        counts.some((count, index) =>
          counts.some(
            (other) =>
              count !== other &&
              // "7 lawyers, 4 assistants" are eleven people in total.
              ((other === counts[index + 1] &&
                value === count.value + other.value &&
                noun !== count.noun &&
                noun !== other.noun) ||
                ((named.has(count.value) || named.has(other.value)) && value === count.value - other.value) ||
                (isCountSpokenOf(count, wording) &&
                  isCountSpokenOf(other, wording) &&
                  isCombined(value, count.value, other.value))),
          ),
        ),
      )
    );
  }

  readonly #counted = new WeakMap<Wording, Wording>();

  /** The wording, with the numbers of everything that it mentions. */
  #withCounted(wording: Wording): Wording {
    const known = this.#counted.get(wording);
    if (known) return known;
    const beginnings = new Set([...wording.words].map((word) => word.slice(0, leastAlike)));
    const counted = this.known.filter(
      (one) =>
        'noun' in one &&
        [one.noun, one.second].some((word) => word && beginnings.has(word.slice(0, leastAlike))),
    );
    const found = {
      ...wording,
      named: new Set([...wording.named, ...counted.map(({ value }) => value)]),
    };
    this.#counted.set(wording, found);
    return found;
  }

  #moneyUnits(): string[] {
    return [...this.#values().keys()].filter((unit) => unit.startsWith('money'));
  }

  #values(): Map<string, Derivation[]> {
    this.#byUnit ??= derive(this.#texts);
    return this.#byUnit;
  }
}

interface Count {
  value: number;
  noun?: string;
}

/** Whether the message names a count, or the word for what it counts. */
function isCountSpokenOf({ value, noun }: Count, { named, words }: Wording): boolean {
  return (
    named.has(value) ||
    (noun !== undefined && (words.has(noun) || words.has(noun.slice(0, -1)) || words.has(noun.slice(0, -2))))
  );
}

/** Whether a value is a sum, a product, or an average, which may be rounded up or down. */
function isCombined(value: number, count: number, other: number): boolean {
  if (value === count + other || value === count * other) return true;
  const average = count / other;
  return average >= 2 && (value === Math.floor(average) || value === Math.ceil(average));
}

function unitsOf(reading: Reading & { value: number }): string[] {
  if (reading.kind !== 'money') return [unitOf(reading)];
  return [...alikeCurrencies(reading.currency), anyCurrency].map((currency) => `money ${currency}`);
}

function hasWithin(
  values: readonly Derivation[] | undefined,
  value: number,
  margin: number,
  wording: Wording,
  more: number,
  isEach: boolean,
): boolean {
  if (!values) return false;
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle]?.value ?? 0) < value - margin) low = middle + 1;
    else high = middle;
  }
  for (let index = low; (values[index]?.value ?? Number.POSITIVE_INFINITY) <= value + margin; index += 1) {
    const derivation = values[index];
    if (derivation && (!isEach || derivation.isEach) && isSpokenOf(derivation, wording, more)) return true;
  }
  return false;
}

/** @param more how many more operands the message must name, because many numbers are close to a rounded one */
function isSpokenOf(
  { operands, least, period }: Derivation,
  { named, units }: Wording,
  more: number,
): boolean {
  const wanted = Math.min(operands.length, least + more);
  if (operands.filter((operand) => named.has(operand)).length < wanted) return false;
  return (
    !period || period.factor === 1 || named.has(period.months) || period.units.some((unit) => units.has(unit))
  );
}
