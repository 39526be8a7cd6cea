import type { TimeUnit } from '../languages/language.ts';
import type { Reading } from '../numeric-claims/claim.ts';
import { alikeCurrencies, anyCurrency } from '../numeric-claims/currencies.ts';
import { type Derivation, distinct, type Quantity, unitOf } from './derivation.ts';
import { derive } from './derivations.ts';

/** What a message says beside a number: a number follows only from known ones of which the message speaks. */
export interface Wording {
  /** Its numbers, of whatever kind. */
  named: ReadonlySet<number>;
  /** The units of time that it names, such as "year" for "a year" and "annual". */
  units: ReadonlySet<TimeUnit>;
  /** Its words, folded. */
  words: ReadonlySet<string>;
}

const mostCounts = 24;
/** Inflected words begin alike: "Akte", "Akten". */
const leastAlike = 4;
/** A number that differs by no more is the same one, rounded. */
export const nearly = 0.0125;

/** What follows by arithmetic from the numbers of the facts. It is calculated when the first number needs it. */
export class DerivedValues {
  readonly #texts: readonly (readonly Reading[])[];
  #known: readonly Quantity[] | null = null;
  #byUnit: Map<string, Derivation[]> | null = null;
  #counts: Count[][] | null = null;

  /** @param texts the numbers of each text: only those of one text are added to each other and compared */
  constructor(texts: readonly (readonly Reading[])[]) {
    this.#texts = texts;
  }

  /** Whether the facts count the same things and nowhere so many: "22 people" where the message has 26. */
  contradicts(value: number, noun: string): boolean {
    const counts = this.known.filter(({ kind }) => kind === 'number');
    return (
      counts.some((one) => 'noun' in one && one.noun === noun) && !counts.some((one) => one.value === value)
    );
  }

  /** Whether the facts count more of the same things. */
  exceeds(value: number, noun: string): boolean {
    return this.known.some(
      (one) => one.kind === 'number' && 'noun' in one && one.noun === noun && one.value > value,
    );
  }

  /** The numbers themselves. */
  get known(): readonly Quantity[] {
    this.#known ??= distinct(this.#texts.flat());
    return this.#known;
  }

  /**
   * @param tolerance the share by which the value may differ
   * @param isEach the message says that it is the price of one
   * @returns whether the reading follows, and the message speaks of what it follows from
   */
  has(reading: Reading, wording: Wording, tolerance = 0, isEach = false): boolean {
    if (!('value' in reading)) return false;
    const { value } = reading;
    // A share is written without decimals as a rule.
    const isRounded = reading.kind === 'percentage' && Number.isInteger(value);
    const margin = Math.max(isRounded ? 0.5 : 0.005, Math.abs(value) * tolerance);
    // What is counted may be named without its number: "every fifth file, that is about 60".
    const isAbout = reading.kind === 'number' && tolerance > nearly;
    const spoken = isAbout ? this.#withCounted(wording) : wording;
    const isOfAny = reading.kind === 'money' && reading.currency === anyCurrency;
    const units = isOfAny ? this.#moneyUnits() : unitsOf(reading);
    return units.some((unit) =>
      hasWithin(this.#values().get(unit), value, margin, spoken, tolerance > nearly ? 1 : 0, isEach),
    );
  }

  /** Whether an amount follows, in whatever currency. */
  hasAmount(value: number, wording: Wording): boolean {
    return this.#moneyUnits().some((unit) =>
      hasWithin(this.#values().get(unit), value, 0.005, wording, 0, false),
    );
  }

  /**
   * Whether a known number or one that follows is near: "about 40" for 38.
   * @param isClaimed something is said to be saved or gained: what follows from prices does not support it
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
    // Sums and shares of small numbers lie near to any number.
    return (
      isKnownNear || (!isClaimed && reading.kind !== 'duration' && this.has(reading, wording, tolerance))
    );
  }

  /**
   * Whether a count follows from two counts of one text: "22 people in 4 crews, so five or six to a crew". The message
   * names at least one of them, and both of what is added, multiplied or divided, if only by what they count: the sum of any two
   * would support too much.
   * @param noun what the message counts; null: nothing stands behind the number
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
              // "7 lawyers, 4 assistants" are eleven people.
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

  /** The wording with the numbers of all that it speaks of. */
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

/** Whether the message names a count or the word for what it counts. */
function isCountSpokenOf({ value, noun }: Count, { named, words }: Wording): boolean {
  return (
    named.has(value) ||
    (noun !== undefined && (words.has(noun) || words.has(noun.slice(0, -1)) || words.has(noun.slice(0, -2))))
  );
}

/** A sum, a product, or an average, which may be rounded either way. */
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

/** @param more a rounded number is near to many: it needs so many more operands in the message */
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
