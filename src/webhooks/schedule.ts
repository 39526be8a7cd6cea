const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** The waits after each failed attempt. The first attempt is made at once. */
const waitsMs = [
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
] as const;

/** How many attempts the schedule has. */
export const maxTries = waitsMs.length + 1;

/** Upper bound for Retry-After. */
const maxRetryAfterMs = 24 * hour;

/** Spreads the retries of deliveries that failed at the same time. */
const jitter = 0.1;

/** How long an endpoint may fail before it is disabled. */
export const failingLimitMs = 5 * 24 * hour;

/**
 * How long to wait after `tries` failed attempts, in milliseconds.
 * @param retryAfterMs what the receiver asked for; the schedule never comes before it
 * @param random from 0 to 1
 * @returns null when no attempt is left
 */
export function waitAfter(tries: number, retryAfterMs: number | null, random: number): number | null {
  const wait = waitsMs[tries - 1];
  if (wait === undefined) return null;
  const spread = wait * (1 + jitter * (2 * random - 1));
  return Math.round(Math.max(spread, Math.min(retryAfterMs ?? 0, maxRetryAfterMs)));
}
