import { type Quantity, unitOf } from '../ground-truth/derivation.ts';
import type { DerivedValues, Wording } from '../ground-truth/derived-values.ts';
import type { NumericClaim } from './claim.ts';
import { alikeCurrencies, anyCurrency } from './currencies.ts';

/** The numbers of claims that have been verified. */
export function quantitiesOf(claims: readonly NumericClaim[]): Quantity[] {
  return claims.flatMap(({ readings }) =>
    readings.filter((reading): reading is Quantity => 'value' in reading),
  );
}

/** From this value on, a number in words without a unit may repeat one in digits. */
const leastRepeated = 100;

/**
 * Whether an amount follows from verified numbers of the message itself: "£3,840 over the year, so £160 of your £4,000
 * are left". This is the second step of a calculation whose first step is in the message.
 * @param isAmount whether the number has no unit but may be money
 * @param told the verified numbers of the message
 */
export function followsFromTold(
  { kind, readings, isSpelled }: NumericClaim,
  isAmount: boolean,
  told: readonly Quantity[],
  { units }: Wording,
  { known }: DerivedValues,
): boolean {
  return readings.some((reading) => {
    if (!('value' in reading)) return false;
    const { value } = reading;
    // "Two thousand eight hundred thanks" above "your order of 2,800".
    if (kind === 'number' && isSpelled && value >= leastRepeated && told.some((one) => one.value === value))
      return true;
    if (reading.kind === 'percentage') return isShareOfTold(value, told, known);
    if (reading.kind !== 'money' && !isAmount) return false;
    const is = (result: number) => Math.abs(result - value) < 0.006;
    const isAlike = (other: Quantity) =>
      other.kind === 'money' && (isAmount || haveOneCurrency(reading, other));
    const amounts = [...told, ...known].filter(isAlike);
    const firstSteps = told.filter((one) => isAlike(one) && !isKnownAmount(one, known));
    return firstSteps.some(
      (one) =>
        amounts.some((other) => is(one.value + other.value) || is(Math.abs(one.value - other.value))) ||
        (units.has('year') && is(one.value * 12)) ||
        (units.has('month') && is(one.value / 12)) ||
        known.some((share) => share.kind === 'percentage' && is(one.value * (1 - share.value / 100))),
    );
  });
}

function isKnownAmount(one: Quantity, known: readonly Quantity[]): boolean {
  return known.some((other) => other.kind === 'money' && other.value === one.value);
}

/** "12,240 a year, 82% of your budget of 15,000" */
function isShareOfTold(value: number, told: readonly Quantity[], known: readonly Quantity[]): boolean {
  return told.some(
    (part) =>
      part.kind === 'money' &&
      !isKnownAmount(part, known) &&
      told.some(
        (whole) => isKnownAmount(whole, known) && Math.abs((part.value / whole.value) * 100 - value) <= 0.5,
      ),
  );
}

function haveOneCurrency(one: Quantity, other: Quantity): boolean {
  if (one.kind !== 'money' || other.kind !== 'money') return unitOf(one) === unitOf(other);
  return [...alikeCurrencies(one.currency), anyCurrency].includes(other.currency);
}
