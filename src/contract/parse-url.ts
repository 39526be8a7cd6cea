/**
 * @returns null if it is not a URL. Does not use `URL.canParse`, because an optimized call of it in Node 20 refuses every
 *   text with a character outside ASCII.
 */
export function parseUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
