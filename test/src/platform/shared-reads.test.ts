import { expect, test } from '@jest/globals';
import { createSharedReads } from '../../../src/platform/shared-reads.ts';

/** Reads that count themselves. */
function countReads() {
  let count = 0;
  return async () => {
    count += 1;
    return count;
  };
}

test('concurrent and later callers share a read, until it is too old or somebody reads anew', async () => {
  const read = countReads();
  const reads = createSharedReads<number>();
  expect(await Promise.all([reads.get('a', read), reads.get('a', read), reads.get('b', read)])).toEqual([
    1, 1, 2,
  ]);
  expect(await reads.readAnew('a', read)).toBe(3);
  expect(await reads.get('a', read)).toBe(3);
  reads.forget('a');
  expect([await reads.get('a', read), await reads.get('b', read)]).toEqual([4, 2]);
  reads.clear();
  expect(await reads.get('b', read)).toBe(5);
  const old = createSharedReads<number>({ forMs: 0 });
  expect([await old.get('a', read), await old.get('a', read)]).toEqual([6, 7]);
});

test('a read that fails is not remembered, and does not make a newer one forgotten', async () => {
  const reads = createSharedReads<number>();
  const failing = async () => {
    throw new Error('no database');
  };
  await expect(reads.get('a', failing)).rejects.toThrow('no database');
  const read = countReads();
  expect(await reads.get('a', read)).toBe(1);
  const failed = reads.readAnew('a', failing);
  const newer = reads.readAnew('a', read);
  await expect(failed).rejects.toThrow('no database');
  expect(await newer).toBe(2);
  expect(await reads.get('a', read)).toBe(2);
});

test('no more are remembered than allowed', async () => {
  const read = countReads();
  const reads = createSharedReads<number>({ most: 2 });
  for (const key of ['a', 'b', 'c']) await reads.get(key, read);
  expect([await reads.get('c', read), await reads.get('a', read)]).toEqual([3, 4]);
});
