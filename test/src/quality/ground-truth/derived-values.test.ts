import { describe, expect, test } from '@jest/globals';
import { DerivedValues, type Wording } from '../../../../src/quality/ground-truth/derived-values.ts';
import type { TimeUnit } from '../../../../src/quality/languages/language.ts';
import type { Reading } from '../../../../src/quality/numeric-claims/claim.ts';

const euros = (value: number, more: object = {}): Reading =>
  ({ kind: 'money', value, currency: 'EUR', ...more }) as Reading;
const count = (value: number, noun: string): Reading => ({ kind: 'number', value, noun });

const offer = [euros(12, { per: 'month', isEach: true }), count(38, 'seats')];
const derived = new DerivedValues([offer, [euros(500)]]);

const wording = (named: number[], units: TimeUnit[] = [], words: string[] = []): Wording => ({
  named: new Set(named),
  units: new Set(units),
  words: new Set(words),
});

describe('an amount follows', () => {
  test('from a price and a count of one text, whatever the message names', () => {
    expect(derived.has(euros(456), wording([]))).toBe(true);
  });

  test('by the year only where the message speaks of a year', () => {
    expect(derived.has(euros(5_472), wording([], ['year']))).toBe(true);
    expect(derived.has(euros(5_472), wording([]))).toBe(false);
  });

  test('as a sum of two others only where the message names one of them', () => {
    expect(derived.has(euros(512), wording([500]))).toBe(true);
    expect(derived.has(euros(512), wording([]))).toBe(false);
  });

  test('as the price of one only from a price of one', () => {
    expect(derived.has(euros(456), wording([38]), 0, true)).toBe(false);
  });

  test('never as a tenth of what a month costs', () => {
    expect(derived.has(euros(1), wording([12, 38], ['month']))).toBe(false);
  });
});

describe('a count follows', () => {
  const crews = new DerivedValues([[count(22, 'people'), count(4, 'crews')]]);

  test('from an average of what the message counts', () => {
    expect(crews.isCounted(5, wording([], [], ['people', 'crews']), null)).toBe(true);
    expect(crews.isCounted(5, wording([22]), null)).toBe(false);
  });

  test('and another one of the same things contradicts it', () => {
    expect(crews.contradicts(26, 'people')).toBe(true);
    expect(crews.contradicts(22, 'people')).toBe(false);
    expect(crews.contradicts(26, 'vans')).toBe(false);
  });
});
