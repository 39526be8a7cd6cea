import type { Closable, Hold } from '../src/platform/closables.ts';

export type { Hold };

export interface Holder {
  hold: Hold;
  /** Closes the resources, the newest first. Resources that are added meanwhile are closed too. */
  close(): Promise<void>;
}

/** Unlike `withClosables`, it can be closed while a resource is still starting, as Ctrl-C requires. */
export function createHolder(): Holder {
  const held: Closable[] = [];
  return {
    hold(resource) {
      held.push(resource);
      return resource;
    },
    async close() {
      const failures: unknown[] = [];
      for (let resource = held.pop(); resource; resource = held.pop()) {
        await resource.close().catch((error: unknown) => failures.push(error));
      }
      if (failures.length > 0) throw new AggregateError(failures, 'some resources could not be closed');
    },
  };
}
