/** Whether objects and arrays stand in each other more than so many times. Looks no deeper than that itself. */
export function isNestedDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((child) => isNestedDeeperThan(levels - 1, child));
}
