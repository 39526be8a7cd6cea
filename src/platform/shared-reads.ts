export interface SharedReads<Value> {
  /** The last read for this key, the same promise for every caller. Reads if there is none, or if it is too old. */
  get(key: string, read: () => Promise<Value>): Promise<Value>;
  /** Reads in any case. */
  readAnew(key: string, read: () => Promise<Value>): Promise<Value>;
  forget(key: string): void;
  clear(): void;
}

export interface SharedReadsOptions {
  /** How long a read is used. */
  forMs?: number;
  /** How many are remembered. All are forgotten when there are more, which costs some extra reads. */
  most?: number;
}

/** Lets concurrent and later callers share what is read from the database. A read that fails is not remembered. */
export function createSharedReads<Value>({
  forMs = Number.POSITIVE_INFINITY,
  most = 10_000,
}: SharedReadsOptions = {}): SharedReads<Value> {
  const reads = new Map<string, { value: Promise<Value>; until: number }>();

  function readAnew(key: string, read: () => Promise<Value>): Promise<Value> {
    if (reads.size >= most) reads.clear();
    const entry = { value: read(), until: performance.now() + forMs };
    reads.set(key, entry);
    entry.value.catch(() => {
      // The next caller tries again.
      if (reads.get(key) === entry) reads.delete(key);
    });
    return entry.value;
  }

  return {
    get(key, read) {
      const known = reads.get(key);
      return known && performance.now() < known.until ? known.value : readAnew(key, read);
    },
    readAnew,
    forget(key) {
      reads.delete(key);
    },
    clear() {
      reads.clear();
    },
  };
}
