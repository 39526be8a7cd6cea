export interface Closable {
  close(): Promise<void>;
}

/** Registers a resource to be closed and returns it. */
export type Hold = <T extends Closable>(resource: T) => T;

/**
 * Builds something from resources that must be closed. Resources are closed in reverse order: when the result is
 * closed, or at once if building fails.
 */
export async function withClosables<T>(build: (hold: Hold) => Promise<T>): Promise<T & Closable> {
  const held: Closable[] = [];
  const close = async () => {
    const failures: unknown[] = [];
    for (const resource of held.splice(0).reverse()) {
      await resource.close().catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw new AggregateError(failures, 'some resources could not be closed');
  };
  try {
    const built = await build((resource) => {
      held.push(resource);
      return resource;
    });
    return { ...built, close };
  } catch (error) {
    // The caller needs the error of the build, not an error of closing that follows from it.
    await close().catch(() => undefined);
    throw error;
  }
}
