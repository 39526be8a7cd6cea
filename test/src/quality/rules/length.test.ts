import { expect, test } from '@jest/globals';
import { length } from '../../../../src/quality/rules/length.ts';
import { endless, violationsOf } from './excerpts-of.ts';
import { salesMessages } from './sales-messages.ts';

const ofEmail = (message: string) =>
  violationsOf(length, '', { channel: 'email', draft: { title: 'Title', message } }).map(
    ({ message }) => message,
  );

test('words are counted in scripts that put no spaces between them', () => {
  const sentence = 'お客様のレポート作成にかかる時間を半分に減らすことができます。';
  expect(ofEmail(sentence.repeat(5))).toEqual([]);
  expect(ofEmail(sentence)).toEqual([expect.stringMatching(/^\d+ words, 50 to 150 read best$/)]);
});

test('what is too long says by how much', () => {
  expect(violationsOf(length, '😀'.repeat(4097))).toEqual([
    {
      rule: 'length',
      severity: 'error',
      field: 'message',
      excerpt: '',
      message: '4097 characters, 4096 at most: shorten it',
    },
  ]);
});

test.each(salesMessages)('$language: $title is fit for WhatsApp', ({ title, message }) => {
  expect(violationsOf(length, message, { draft: { title, message } })).toEqual([]);
});

test('every text is judged, however long', () => {
  for (const text of [...endless, '語'.repeat(100_000)]) {
    expect(
      violationsOf(length, '', { channel: 'email', draft: { title: text, message: text } }).length,
    ).toBeGreaterThan(0);
  }
});
