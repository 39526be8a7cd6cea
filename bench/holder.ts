import type { Closable, Hold } from '../src/platform/closables.ts';

export type { Hold };

export interface Holder {
  hold: Hold;
  /** Closes what is held, the newest first. What is added meanwhile is closed too. */
  close(): Promise<void>;
}

/** Unlike `withClosables` it can be closed while something is still being started, as Ctrl-C asks for. */
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
      if (failures.length > 0) throw new AggregateError(failures, 'not everything could be ended');
    },
  };
}
