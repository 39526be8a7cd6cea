/**
 * Reads a Retry-After header: seconds, or an HTTP date (RFC 9110). Some model servers send fractions of a second.
 * @param now milliseconds since 1970
 * @returns milliseconds from now, 0 for a date in the past; null if the header is missing or malformed
 */
export function parseRetryAfter(value: string | null | undefined, now: number): number | null {
  if (!value) return null;
  if (/^\s*\d+(\.\d+)?\s*$/.test(value)) return Number(value) * 1_000;
  // Date.parse would also accept "-1".
  const at = /GMT\s*$/.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}
