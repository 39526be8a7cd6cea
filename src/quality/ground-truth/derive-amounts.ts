import { type Add, addShare, type Period, type Quantities, type Quantity, unitOf } from './derivation.ts';

const sameTime: Period = { factor: 1, units: [], months: 0, least: 0 };
/** Converts a monthly price to one per quarter, half year, eleven months, one or two years, or day, and back. */
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

/** A monthly price may be stated for longer periods, a yearly one for shorter periods. */
function mayBeTold(amount: Quantity, factor: number): boolean {
  const per = amount.kind === 'money' ? amount.per : undefined;
  if (per === 'month') return factor >= 1 || factor === 1 / 30;
  return per === 'once' ? factor === 1 : per !== 'year' || factor <= 2;
}

export function addAmounts(
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
      // "£4.50 per run" and "36 runs" belong together even if they are in different texts.
      const least = isOfOneText(amount, count) || isPriceOf(amount, count) ? 0 : 1;
      for (const period of ownPeriods)
        add(unit, {
          value: value * count.value * period.factor,
          operands,
          least: least + period.least,
          period,
        });
      add(unit, { value: value / count.value, operands, least: 1, isEach: true });
      // The yearly price, per person and month.
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
      // How many units an amount pays for: "600 is enough for 66 at 9".
      if (value >= 2 * other.value)
        add('number', { value: Math.floor(value / other.value), operands, least: 2 });
    }
  }
}

/** Adds a percentage of an amount, and the amount with it added or subtracted, if one text names both. */
export function addDiscounts({ money, percentage }: Quantities, counts: readonly Quantity[], add: Add): void {
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
