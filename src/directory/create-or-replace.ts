/** The result of a PUT. */
export interface Stored<View> {
  created: boolean;
  view: View;
}

/**
 * Creates a row with the caller's id, or replaces it if it exists. Safe with concurrent requests. `create` inserts nothing
 * if the id exists; `replace` returns how many rows it changed. `replace` must throw if the caller may not replace the
 * existing row, or this would loop forever.
 * @returns whether the row was created
 */
export async function createOrReplace(
  create: () => Promise<{ count: number }>,
  replace: () => Promise<{ count: number }>,
): Promise<boolean> {
  for (;;) {
    if ((await create()).count > 0) return true;
    if ((await replace()).count > 0) return false;
  }
}
