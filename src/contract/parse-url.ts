/**
 * Null for what is no URL. `URL.canParse` is not asked: once Node 20 has optimised it, it refuses every text with a
 * character beyond ASCII.
 */
export function parseUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    // That it throws is how it says no.
    return null;
  }
}
