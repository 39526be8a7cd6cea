import { encodeCursor, type Page, type PageQuery } from '../contract/page.ts';

/**
 * The largest size of a page's elements as JSON, in bytes. Writing an answer of this size blocks the process for about
 * 20 ms.
 */
export const pageBytes = 4 * 1024 * 1024;

/**
 * The size of rows is unknown until some are read. A page starts with a few rows, then reads as many as are likely to
 * fit.
 */
const firstBatch = 4;
const largestBatch = 20;

/** Part of a page. */
export interface Batch {
  /** Undefined at the start of the list. */
  cursor: string | undefined;
  /** The largest number of rows. */
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
 * Reads a page of a list: at most `limit` elements and `pageBytes`, but at least one element if there is any. Rows are
 * read in batches, so that a page of large rows is never in memory as a whole.
 * @param read reads a batch of rows, in the order of the list
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
    // One row more than the page shows tells whether there is a next page.
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

/** Based on the mean size of the elements so far. */
function batchSize(count: number, bytes: number): number {
  if (count === 0) return firstBatch;
  const fitting = Math.ceil(((pageBytes - bytes) * count) / bytes);
  return Math.min(Math.max(fitting, 1), largestBatch);
}
