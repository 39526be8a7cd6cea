/** All that may be said, in the forms in which it is compared. */
export interface Known {
  /** Every text that is known, as it was given. */
  texts: readonly string[];
}

/** Something that is known. */
export interface KnownPart {
  /** Any JSON. */
  value: unknown;
  /** Whether the web and e-mail addresses and phone numbers in it may be passed on: not those that a stranger typed. */
  contacts: boolean;
}

/** Gathers what may be said from any JSON. */
export function collectKnown(parts: readonly KnownPart[]): Known {
  return { texts: parts.flatMap(({ value }) => textsOf(value)) };
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number' || typeof value === 'boolean') return [String(value)];
  if (value === null || typeof value !== 'object') return [];
  return Object.values(value).flatMap(textsOf);
}
