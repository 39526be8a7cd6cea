import { AsyncLocalStorage } from 'node:async_hooks';
import { isDatabaseUnavailable } from './database-unavailable.ts';

export interface Batches<Item, Result> {
  /** @throws what the statement throws for this item */
  add(item: Item): Promise<Result>;
  /** Resolves when nothing waits or runs any more. */
  idle(): Promise<void>;
}

export interface BatchOptions<Item, Result> {
  /** One statement for all of them. @returns their results, in their order */
  run(items: readonly Item[]): Promise<Result[]>;
  /** Two items with the same key never go into one statement, which could change their row once only. */
  keyOf?(item: Item): string;
  /** Statements at a time. What comes meanwhile waits and goes out together. */
  atOnce?: number;
  /** Items in one statement. */
  most?: number;
  /** Whether items whose statement failed are sent again, each by itself. */
  retriesAlone?: boolean;
}

interface Waiting<Item, Result> {
  item: Item;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

/**
 * Sends what several requests or jobs want of a store at the same moment together: as one statement in one commit, or in
 * one round trip. A lone item does not wait: it goes out in the turn of the event loop in which it came.
 *
 * An item that the database refuses fails alone. The statement has then written nothing, so its items are sent again,
 * each by itself.
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
  // An error of the driver must not be taken for one of the job that happened to be first.
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
      batch.forEach(({ resolve }, index) => resolve(results[index] as Result));
    } catch (error) {
      // Without an answer nobody knows whether it was written: whoever asked knows how to find out.
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
