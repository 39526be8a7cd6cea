/** A value in a JSON document, and the key under which it is found. */
export interface Step {
  key: string;
  value: unknown;
}

/**
 * Follows a JSON pointer (RFC 6901).
 * @returns every value on the path, the target last; null if the pointer leads nowhere
 */
export function followPointer(document: unknown, pointer: string): Step[] | null {
  const [start, ...tokens] = pointer.split('/');
  if (start !== '') return null;
  const steps: Step[] = [];
  let value = document;
  for (const token of tokens) {
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return null;
    if (Array.isArray(value) && !/^(?:0|[1-9]\d*)$/.test(key)) return null;
    value = (value as Record<string, unknown>)[key];
    steps.push({ key, value });
  }
  return steps;
}
