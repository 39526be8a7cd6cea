import { describe, expect, test } from '@jest/globals';
import type { Violation } from '../../../src/contract/violation.ts';
import { blurredClaims } from '../../../src/quality/blurred-claims.ts';

const stopped = (rule: string, excerpt: string): Violation => ({
  rule,
  severity: 'error',
  field: 'message',
  excerpt,
  message: 'not in the facts',
});
const blurredIn = (language: string, before: string, excerpt: string, after: string, rule = 'duration') =>
  blurredClaims(
    { title: 'A title', message: before },
    [stopped(rule, excerpt)],
    { title: 'A title', message: after },
    language,
  ).map((found) => [found.rule, found.severity, found.excerpt]);

describe('a claim that a repair made vaguer', () => {
  test.each([
    [
      'en',
      'Hi Jane, our customers save 15 minutes a day with it. Shall we talk?',
      '15 minutes',
      'Hi Jane, our customers save a lot of time a day with it. Shall we talk?',
      'our customers save a lot of time',
    ],
    [
      'de',
      'Hallo Jane, damit sparen Sie 15 Minuten am Tag. Sprechen wir?',
      '15 Minuten',
      'Hallo Jane, damit sparen Sie viel Zeit am Tag. Sprechen wir?',
      'sparen Sie viel Zeit',
    ],
    [
      'es',
      'Hola Jane, con eso ahorra 15 minutos al día. ¿Hablamos?',
      '15 minutos',
      'Hola Jane, con eso ahorra mucho tiempo al día. ¿Hablamos?',
      'ahorra mucho tiempo',
    ],
  ])('is a warning in %s', (language, before, excerpt, after, words) => {
    expect(blurredIn(language, before, excerpt, after)).toEqual([
      ['blurred-claim', 'warning', expect.stringContaining(words)],
    ]);
  });
});

describe('nothing is found', () => {
  test.each([
    ['where the claim was dropped', 'Hi Jane, shall we talk about the reports?'],
    [
      'where another sentence makes a claim',
      'Hi Jane, reports are faster to find in one place. Shall we talk?',
    ],
    [
      'where the same words are left for the rules to find',
      'Hi Jane, our customers save 15 minutes a day with it.',
    ],
  ])('%s', (_, after) => {
    const before = 'Hi Jane, our customers save 15 minutes a day with it. Shall we talk?';
    expect(blurredIn('en', before, '15 minutes', after)).toEqual([]);
  });

  test('where a number was taken out of a sentence without a claim', () => {
    const before = 'Hi Jane, shall we look at your 45 seats together?';
    const after = 'Hi Jane, shall we look at your seats together?';
    expect(blurredIn('en', before, '45', after, 'number')).toEqual([]);
  });
});
