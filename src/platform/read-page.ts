import { encodeCursor, type Page, type PageQuery } from '../contract/page.ts';

/**
 * The most that the elements of a page take together as JSON, in bytes. A process writes an answer of this size in some
 * 20 ms, during which it does nothing else.
 */
export const pageBytes = 4 * 1024 * 1024;

/** The size of a row is known once it has been read: a page begins with a few, and goes on with as many as are likely to fit. */
const firstBatch = 4;
const largestBatch = 20;

/** Part of a page. */
export interface Batch {
  /** Where it starts; undefined at the start of the list. */
  cursor: string | undefined;
  /** How many rows at most. */
  take: number;
}

/** The sort keys of a row, in the order of the list. */
export interface SortKeys {
  at: Date;
  id: string;
}

export const byCreation = ({ createdAt, id }: { createdAt: Date; id: string }): SortKeys => ({
  at: createdAt,
  id,
});

/**
 * A page of a list, with at most `limit` elements and `pageBytes`, but at least one element where there is one. Rows are
 * read in batches, so that a page of large rows never stands in memory as a whole.
 * @param read the rows of a batch, in the order of the list
 */
export async function readPage<Row, Item>(
  { limit, cursor }: PageQuery,
  read: (batch: Batch) => Promise<Row[]>,
  keysOf: (row: Row) => SortKeys,
  present: (row: Row) => Item,
): Promise<Page<Item>> {
  const items: Item[] = [];
  let bytes = 0;
  let end = cursor;
  for (;;) {
    // One more than is shown says whether there is a further page.
    const take = Math.min(batchSize(items.length, bytes), limit + 1 - items.length);
    const rows = await read({ cursor: end, take });
    for (const row of rows) {
      if (items.length === limit) return { items, nextCursor: end ?? null };
      const item = present(row);
      bytes += Buffer.byteLength(JSON.stringify(item));
      if (items.length > 0 && bytes > pageBytes) return { items, nextCursor: end ?? null };
      items.push(item);
      const { at, id } = keysOf(row);
      end = encodeCursor({ at: at.toISOString(), id });
    }
    if (rows.length < take) return { items, nextCursor: null };
  }
}

/** By the mean size of the elements so far. */
function batchSize(count: number, bytes: number): number {
  if (count === 0) return firstBatch;
  const fitting = Math.ceil(((pageBytes - bytes) * count) / bytes);
  return Math.min(Math.max(fitting, 1), largestBatch);
}
