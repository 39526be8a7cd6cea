import { AsyncLocalStorage } from 'node:async_hooks';
import { isDatabaseUnavailable } from './database-unavailable.ts';

export interface Batches<Item, Result> {
  /** @throws what the statement throws for this item */
  add(item: Item): Promise<Result>;
  /** Resolves once no item is waiting or running. */
  idle(): Promise<void>;
}

export interface BatchOptions<Item, Result> {
  /** Runs one statement for all items. @returns their results, in the same order */
  run(items: readonly Item[]): Promise<Result[]>;
  /** Items with the same key never share a statement: one statement can change a row only once. */
  keyOf?(item: Item): string;
  /** How many statements may run at a time. Items that arrive meanwhile wait and go out together. */
  atOnce?: number;
  /** The largest number of items in one statement. */
  most?: number;
  /** Whether the items of a failed statement are sent again, one by one. */
  retriesAlone?: boolean;
}

interface Waiting<Item, Result> {
  item: Item;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

/**
 * Combines what several requests or jobs ask of a store at the same moment into one statement and one commit, or into
 * one round trip. A single item does not wait: it is sent in the same turn of the event loop.
 *
 * An item that the database refuses fails alone. The failed statement has written nothing, so its items are sent again
 * one by one.
 */
export function createBatches<Item, Result>({
  run,
  keyOf,
  atOnce = 2,
  most = 100,
  retriesAlone = true,
}: BatchOptions<Item, Result>): Batches<Item, Result> {
  let waiting: Waiting<Item, Result>[] = [];
  let running = 0;
  let scheduled = false;
  const idleListeners: (() => void)[] = [];
  // Otherwise a driver error would be attributed to the job that happened to start the batch.
  const outsideOfJobs = AsyncLocalStorage.snapshot();

  function schedule(): void {
    if (scheduled || running >= atOnce || waiting.length === 0) return;
    scheduled = true;
    outsideOfJobs(() =>
      setImmediate(() => {
        scheduled = false;
        void start(takeBatch());
      }),
    );
  }

  function takeBatch(): Waiting<Item, Result>[] {
    if (!keyOf) return waiting.splice(0, most);
    const keys = new Set<string>();
    const batch: Waiting<Item, Result>[] = [];
    waiting = waiting.filter((entry) => {
      const key = keyOf(entry.item);
      if (batch.length >= most || keys.has(key)) return true;
      keys.add(key);
      batch.push(entry);
      return false;
    });
    return batch;
  }

  async function start(batch: readonly Waiting<Item, Result>[]): Promise<void> {
    running += 1;
    schedule();
    await send(batch);
    running -= 1;
    schedule();
    if (running === 0 && waiting.length === 0) for (const onIdle of idleListeners.splice(0)) onIdle();
  }

  async function send(batch: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await run(batch.map(({ item }) => item));
      for (const [index, { resolve }] of batch.entries()) resolve(results[index] as Result);
    } catch (error) {
      // Without an answer it is unknown whether the items were written. The caller has to find out.
      if (!retriesAlone || batch.length === 1 || isDatabaseUnavailable(error)) {
        for (const { reject } of batch) reject(error);
        return;
      }
      await Promise.all(batch.map((entry) => send([entry])));
    }
  }

  return {
    add(item) {
      return new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject });
        schedule();
      });
    },
    async idle() {
      if (running === 0 && waiting.length === 0) return;
      await new Promise<void>((resolve) => idleListeners.push(resolve));
    },
  };
}
