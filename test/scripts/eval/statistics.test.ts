import { expect, test } from '@jest/globals';
import { showCost, showDuration, showNumber, showRate } from '../../../scripts/eval/show-figures.ts';
import { countBy, percentile, rate, spreadOf, sumOfKnown } from '../../../scripts/eval/statistics.ts';

test('a rate of nothing is not known', () => {
  expect(rate(3, 4)).toBe(0.75);
  expect(rate(0, 4)).toBe(0);
  expect(rate(0, 0)).toBeNull();
});

test('a percentile is one of the values: the smallest that covers the share', () => {
  const values = [40, 15, 50, 20, 35];
  expect([0, 0.05, 0.3, 0.4, 0.5, 1].map((share) => percentile(values, share))).toEqual([
    15, 15, 20, 20, 35, 50,
  ]);
  const hundred = Array.from({ length: 100 }, (_, index) => index + 1);
  expect(percentile(hundred, 0.95)).toBe(95);
  expect(percentile([], 0.5)).toBeNull();
  expect(values).toEqual([40, 15, 50, 20, 35]);
});

test('numbers are sorted as numbers', () => {
  expect(spreadOf([9, 10, 100])).toEqual({ median: 10, p95: 100, most: 100 });
  expect(spreadOf([])).toBeNull();
});

test('values are counted, the most frequent first and equals by name', () => {
  expect(countBy(['b', 'c', 'a', 'c'])).toEqual([
    ['c', 2],
    ['a', 1],
    ['b', 1],
  ]);
});

test('one unknown value makes a sum unknown', () => {
  expect(sumOfKnown([1, 2.5])).toBe(3.5);
  expect(sumOfKnown([1, null])).toBeNull();
  expect(sumOfKnown([])).toBeNull();
});

test('a rate is never shown higher than it is', () => {
  expect([1, 0.9996, 0.29, 0.5, 0, null].map(showRate)).toEqual([
    '100 %',
    '99.9 %',
    '29 %',
    '50 %',
    '0 %',
    '–',
  ]);
});

test('figures are shown with their unit, and what is not known as such', () => {
  expect([showNumber(12345.6), showNumber(null)]).toEqual(['12,346', '–']);
  expect([showDuration(812.4), showDuration(4210), showDuration(undefined)]).toEqual([
    '812 ms',
    '4.2 s',
    '–',
  ]);
  expect([showCost(0.01234), showCost(12.5), showCost(null)]).toEqual(['$0.0123', '$12.50', 'unknown']);
});
