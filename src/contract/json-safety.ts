/** Whether objects and arrays are nested deeper than `levels`. Never descends further than that. */
export function isNestedDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((child) => isNestedDeeperThan(levels - 1, child));
}

/**
 * Finds the first text that PostgreSQL cannot store: one with a NUL character or half of a surrogate pair, in a value
 * or in a field's name.
 * @returns the path to it, or null
 */
export function findUnstorableText(value: unknown, path = ''): string | null {
  if (typeof value === 'string') return isStorable(value) ? null : path;
  if (typeof value !== 'object' || value === null) return null;
  for (const [name, child] of Object.entries(value)) {
    if (!isStorable(name)) return path;
    const found = findUnstorableText(child, path === '' ? name : `${path}.${name}`);
    if (found !== null) return found;
  }
  return null;
}

function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}
