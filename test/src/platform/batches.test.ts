import { describe, expect, test } from '@jest/globals';
import { createBatches } from '../../../src/platform/batches.ts';

/** Batches that hold each statement until it is answered. */
function heldBatches(options: { keyOf?(item: string): string; atOnce?: number; most?: number } = {}) {
  const statements: { items: readonly string[]; answer(): void; refuse(error: Error): void }[] = [];
  const batches = createBatches<string, string>({
    ...options,
    run: (items) =>
      new Promise((resolve, reject) => {
        statements.push({
          items,
          answer: () => resolve(items.map((item) => item.toUpperCase())),
          refuse: reject,
        });
      }),
  });
  return { batches, statements };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('items', () => {
  test('that come in one turn of the event loop go out as one statement, each with its own result', async () => {
    const { batches, statements } = heldBatches();
    const results = Promise.all(['a', 'b', 'c'].map(batches.add));
    await turn();
    expect(statements.map(({ items }) => items)).toEqual([['a', 'b', 'c']]);
    statements[0]?.answer();
    expect(await results).toEqual(['A', 'B', 'C']);
  });

  test('that come while statements run wait for one of them, and go out together', async () => {
    const { batches, statements } = heldBatches({ atOnce: 1 });
    const first = batches.add('a');
    await turn();
    const others = Promise.all([batches.add('b'), batches.add('c')]);
    await turn();
    expect(statements).toHaveLength(1);
    statements[0]?.answer();
    expect(await first).toBe('A');
    await turn();
    await turn();
    expect(statements[1]?.items).toEqual(['b', 'c']);
    statements[1]?.answer();
    expect(await others).toEqual(['B', 'C']);
  });

  test('are no more in one statement than allowed', async () => {
    const { batches, statements } = heldBatches({ most: 2, atOnce: 2 });
    const all = Promise.all(['a', 'b', 'c'].map(batches.add));
    await turn();
    await turn();
    expect(statements.map(({ items }) => items)).toEqual([['a', 'b'], ['c']]);
    for (const { answer } of statements) answer();
    await all;
  });

  test('with the same key go into different statements', async () => {
    const { batches, statements } = heldBatches({ keyOf: (item) => item[0] ?? '' });
    const all = Promise.all(['a1', 'b1', 'a2'].map(batches.add));
    await turn();
    await turn();
    expect(statements.map(({ items }) => items)).toEqual([['a1', 'b1'], ['a2']]);
    for (const { answer } of statements) answer();
    await all;
  });
});

describe('a statement that fails', () => {
  test('because of one item is sent again for each of them, and only that one fails', async () => {
    const sent: (readonly string[])[] = [];
    const batches = createBatches<string, string>({
      async run(items) {
        sent.push(items);
        if (items.includes('bad')) throw new Error('the database refuses it');
        return [...items];
      },
    });
    const results = await Promise.allSettled(['good', 'bad', 'fine'].map(batches.add));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(sent).toEqual([['good', 'bad', 'fine'], ['good'], ['bad'], ['fine']]);
  });

  test('because the database is away fails all of them once: it may have been written', async () => {
    const { batches, statements } = heldBatches();
    const results = Promise.allSettled(['a', 'b'].map(batches.add));
    await turn();
    statements[0]?.refuse(Object.assign(new Error('reset'), { code: 'ECONNRESET' }));
    expect((await results).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(statements).toHaveLength(1);
  });
});

test('idle resolves when everything has been answered', async () => {
  const { batches, statements } = heldBatches();
  await batches.idle();
  const added = batches.add('a');
  let isIdle = false;
  const idle = batches.idle().then(() => {
    isIdle = true;
  });
  await turn();
  expect(isIdle).toBe(false);
  statements[0]?.answer();
  await added;
  await idle;
  expect(isIdle).toBe(true);
});
