/** What a PUT has done. */
export interface Stored<View> {
  created: boolean;
  view: View;
}

/**
 * Creates a row by its caller's id or, when there is one, replaces it; also while other requests do the same.
 * `create` adds nothing where the key is taken; `replace` says how many rows it changed. It throws when the row
 * that is there is not this caller's to replace: without that, this would try for ever.
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
