export interface Closable {
  close(): Promise<void>;
}

/** Passes a resource on and remembers to close it. */
export type Hold = <T extends Closable>(resource: T) => T;

/**
 * Builds something out of resources that must be closed again, in the reverse order of their making: all of them when
 * it is closed, and those made so far when the building fails.
 */
export async function withReleasers<T>(build: (hold: Hold) => Promise<T>): Promise<T & Closable> {
  const held: Closable[] = [];
  const close = async () => {
    const failures: unknown[] = [];
    for (const resource of held.splice(0).reverse()) {
      await resource.close().catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw new AggregateError(failures, 'not everything could be closed');
  };
  try {
    const built = await build((resource) => {
      held.push(resource);
      return resource;
    });
    return { ...built, close };
  } catch (error) {
    // Why the building failed is what its caller must hear; a failure to close comes of it.
    await close().catch(() => undefined);
    throw error;
  }
}
