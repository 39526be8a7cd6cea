const firstMs = 200;
const longestMs = 5_000;

/** The Retry-After of an answer, given in seconds or as a date, in milliseconds from now. Null without one. */
export function readRetryAfter(headers: Headers, now = Date.now()): number | null {
  const value = headers.get('retry-after')?.trim() ?? '';
  if (/^\d+$/.test(value)) return Number(value) * 1_000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

/** How long to wait after so many failures in a row: twice as long each time, with jitter so that clients spread. */
export function backOff(failures: number): number {
  const ms = Math.min(longestMs, firstMs * 2 ** failures);
  return ms / 2 + (Math.random() * ms) / 2;
}
