/** A part of a whole, from 0 to 1. Null if the whole is 0. */
export function rate(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

/**
 * The nearest-rank percentile: the smallest value that is not exceeded by at least this share of the values. Null
 * without values.
 */
export function percentile(values: readonly number[], share: number): number | null {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.max(Math.ceil(share * sorted.length) - 1, 0)] ?? null;
}

/** The distribution of values. Null if there are none. */
export interface Spread {
  median: number;
  p95: number;
  most: number;
}

export function spreadOf(values: readonly number[]): Spread | null {
  const [median, p95, most] = [0.5, 0.95, 1].map((share) => percentile(values, share));
  return median == null || p95 == null || most == null ? null : { median, p95, most };
}

/** How often each value occurs, the most frequent first. */
export function countBy(values: readonly string[]): [value: string, count: number][] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([one, ones], [other, others]) => others - ones || one.localeCompare(other));
}

/** The sum. Null if one of the values is unknown, or if there are none. */
export function sumOfKnown(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return values.length === 0 || known.length < values.length
    ? null
    : known.reduce((sum, value) => sum + value, 0);
}
