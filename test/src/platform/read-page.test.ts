import { describe, expect, test } from '@jest/globals';
import type { PageQuery } from '../../../src/contract/page.ts';
import { type Batch, byCreation, pageBytes, readPage } from '../../../src/platform/read-page.ts';

interface Row {
  id: string;
  createdAt: Date;
  text: string;
}

/** Rows of these sizes, newest first, and how many of them each batch read. */
function listOf(sizes: readonly number[]) {
  const rows = sizes.map((size, index) => ({
    id: `row_${index}`,
    createdAt: new Date(Date.UTC(2024, 0, 1) - index),
    text: 'x'.repeat(size),
  }));
  const batches: number[] = [];
  const read = async ({ cursor, take }: Batch): Promise<Row[]> => {
    const [, last] = cursor ? JSON.parse(Buffer.from(cursor, 'base64url').toString()) : [];
    const start = rows.findIndex(({ id }) => id === last) + 1;
    const batch = rows.slice(start, start + take);
    batches.push(batch.length);
    return batch;
  };
  const page = (query: PageQuery) => readPage(query, read, byCreation, (row) => row);
  return { batches, ids: rows.map(({ id }) => id), page };
}

/** Every page of a list, by its ids. */
async function pagesOf(list: ReturnType<typeof listOf>, limit: number): Promise<string[][]> {
  const pages: string[][] = [];
  let cursor: string | undefined;
  do {
    const { items, nextCursor } = await list.page({ limit, cursor });
    pages.push(items.map(({ id }) => id));
    cursor = nextCursor ?? undefined;
  } while (cursor !== undefined);
  return pages;
}

const many = (count: number, size: number) => Array.from({ length: count }, () => size);

describe('a page of small rows', () => {
  test('is as long as its limit, and one row more tells that there is a next page', async () => {
    const list = listOf(many(45, 100));
    expect((await pagesOf(list, 20)).map(({ length }) => length)).toEqual([20, 20, 5]);
    expect(list.batches).toEqual([4, 17, 4, 17, 4, 1]);
  });

  test('that the list ends with has no next one', async () => {
    expect(await pagesOf(listOf(many(20, 100)), 20)).toHaveLength(1);
    expect(await pagesOf(listOf([]), 20)).toEqual([[]]);
    expect(await pagesOf(listOf([1]), 1)).toEqual([['row_0']]);
  });
});

describe('a page of large rows', () => {
  const megabyte = 1024 * 1024;

  test('ends at its bytes, and the pages together have every row once', async () => {
    const list = listOf(many(30, 0.9 * megabyte));
    const pages = await pagesOf(list, 100);
    expect(pages.flat()).toEqual(list.ids);
    expect(pages.map(({ length }) => length)).toEqual([4, 4, 4, 4, 4, 4, 4, 2]);
    // What was read and not shown is the first row of the next page, no more.
    expect(list.batches.reduce((sum, count) => sum + count)).toBe(37);
  });

  test('holds a row that is larger than a page may be, alone', async () => {
    const list = listOf([10, pageBytes, 10, 10]);
    expect(await pagesOf(list, 100)).toEqual([['row_0'], ['row_1'], ['row_2', 'row_3']]);
  });

  test('reads few of them where small ones come first', async () => {
    const list = listOf([...many(10, 10), ...many(90, megabyte)]);
    const { items } = await list.page({ limit: 100, cursor: undefined });
    expect(items.length).toBe(13);
    expect(list.batches).toEqual([4, 20]);
  });
});
