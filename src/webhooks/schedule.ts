const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** How long each further attempt waits for the one before it has failed; the first is made at once. */
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

/** What a receiver may ask for at most. */
const maxRetryAfterMs = 24 * hour;

/** So that what failed together does not come back together. */
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
