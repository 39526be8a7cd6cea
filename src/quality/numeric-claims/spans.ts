import type { Reading } from './claim.ts';

const dayMs = 86_400_000;
const daySeconds = 86_400;
/** Longer spans are told in years, and say little about a date. */
const longestDays = 400;
const daysOfMonth = 30.44;

/** The whole days of known dates, such as "2026-12-16", from their keys. */
export function knownDays(keys: ReadonlySet<string>): number[] {
  const days: number[] = [];
  for (const key of keys) {
    const [, year, month, day] = /^date (\d{4})-(\d{1,2})-(\d{1,2})$/.exec(key) ?? [];
    if (year) days.push(Date.UTC(Number(year), Number(month) - 1, Number(day)) / dayMs);
  }
  return days;
}

/** "In three weeks", "a fortnight ago": whether today and a known date are that far apart, in whole weeks or months. */
export function spansToKnownDay(reading: Reading, today: string | null, days: readonly number[]): boolean {
  if (reading.kind !== 'duration' || today === null) return false;
  const now = Date.parse(today) / dayMs;
  const length = reading.unit === 'months' ? reading.value * daysOfMonth : reading.value / daySeconds;
  if (length < 1 || length > longestDays) return false;
  const tolerance = reading.unit === 'months' ? daysOfMonth / 2 : length % 7 === 0 ? 3 : 1;
  return days.some((day) => Math.abs(Math.abs(day - now) - length) <= tolerance);
}

/** The day after one to come that is known: "a start on April 1" for a contract that ends on March 31. */
export function isNextToKnownDay(
  { month, day, year }: { year?: number; month?: number; day?: number },
  today: string | null,
  days: readonly number[],
): boolean {
  if (month === undefined || day === undefined || today === null) return false;
  return days.some((known) => {
    if (known * dayMs < Date.parse(today)) return false;
    const next = new Date((known + 1) * dayMs);
    return (
      next.getUTCMonth() + 1 === month &&
      next.getUTCDate() === day &&
      (year === undefined || next.getUTCFullYear() === year)
    );
  });
}
