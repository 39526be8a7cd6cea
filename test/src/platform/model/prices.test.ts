import { expect, test } from '@jest/globals';
import { createPriceList } from '../../../../src/platform/model/prices.ts';
import { noUsage } from '../../../../src/platform/model/usage.ts';

const million = { ...noUsage, inputTokens: 1_000_000, outputTokens: 1_000_000 };

test('a call costs what its model does, and a snapshot what its model', () => {
  const { costOf } = createPriceList();
  expect(costOf(['gpt-5.4-mini'], million)).toBe(5.25);
  expect(costOf(['gpt-5.4-mini-2026-03-17'], million)).toBe(5.25);
  expect(costOf(['gpt-5.4-mini'], { ...noUsage, inputTokens: 100, outputTokens: 50 })).toBeCloseTo(0.0003, 9);
});

test('what a cache saves and takes is counted', () => {
  const { costOf } = createPriceList({ mine: { input: 10, cachedInput: 1, cacheWrite: 20, output: 0 } });
  const usage = { ...million, cachedInputTokens: 500_000, cacheWriteTokens: 100_000 };
  expect(costOf(['mine'], usage)).toBe(4 + 0.5 + 2);
  const plain = createPriceList({ mine: { input: 10, output: 0 } });
  expect(plain.costOf(['mine'], usage)).toBe(10);
});

test('the operator has the last word, for a snapshot alone too', () => {
  const own = { 'gpt-5.4-mini': { input: 1, output: 1 }, 'gpt-5.4-2026-01-01': { input: 2, output: 2 } };
  const { costOf } = createPriceList(own);
  expect(costOf(['gpt-5.4-mini-2026-03-17'], million)).toBe(2);
  expect(costOf(['gpt-5.4-2026-01-01'], million)).toBe(4);
  expect(costOf(['gpt-5.4'], million)).toBe(17.5);
});

test('the name that the provider gives comes before the one that was asked for', () => {
  const { costOf } = createPriceList({ a: { input: 1, output: 0 }, b: { input: 2, output: 0 } });
  expect(costOf(['a', 'b'], million)).toBe(1);
  expect(costOf(['a-snapshot-of-theirs', 'b'], million)).toBe(2);
});

test('what is not known is not nothing', () => {
  const { costOf, knows } = createPriceList();
  expect(costOf(['llama-of-one-own'], million)).toBeNull();
  expect(costOf(['gpt-5.4-mini'], null)).toBeNull();
  expect(costOf(['constructor'], million)).toBeNull();
  expect([knows('gpt-5.4'), knows('toString'), knows('gpt-5.4-miniature')]).toEqual([true, false, false]);
});

test('the offline writer is free, and so is an error in place of an answer', () => {
  const { costOf } = createPriceList();
  expect(costOf(['offline-writer', 'gpt-5.4-mini'], million)).toBe(0);
  expect(costOf(['llama-of-one-own'], noUsage)).toBe(0);
});
