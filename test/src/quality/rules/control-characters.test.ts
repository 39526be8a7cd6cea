import { expect, test } from '@jest/globals';
import { controlCharacters } from '../../../../src/quality/rules/control-characters.ts';
import { endless, violationsOf } from './excerpts-of.ts';
import { salesMessages } from './sales-messages.ts';

const flagOfEngland = '\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}';

test.each([
  ['Hi\u0000 Jane', 'U+0000'],
  ['Hi\u0007 Jane', 'U+0007'],
  ['Hi\u001b[31m Jane', 'U+001B'],
  ['Hi\u007f Jane', 'U+007F'],
  ['Hi\u0085 Jane', 'U+0085'],
  ['Hi \ud83d Jane', 'U+D83D'],
  ['Hi \ude00 Jane', 'U+DE00'],
  ['Hi \u202eenaJ', 'U+202E'],
  ['Hi \u202denaJ', 'U+202D'],
  ['Hi \u{e0049}\u{e0067}\u{e006e}', 'U+E0049'],
  ['caf\ufffd', 'U+FFFD'],
  ['Hi\ufffe Jane', 'U+FFFE'],
])('%j is caught and named', (text, name) => {
  expect(violationsOf(controlCharacters, text)).toEqual([
    {
      rule: 'control-characters',
      severity: 'error',
      field: 'message',
      excerpt: '',
      message: expect.stringContaining(name),
    },
  ]);
});

test('in a title too, each text once', () => {
  const draft = { title: 'a\u0000b\u0001c\u0000', message: 'a\u0002b' };
  expect(
    violationsOf(controlCharacters, '', { draft }).map(({ field, message }) => [field, message]),
  ).toEqual([
    ['title', expect.stringContaining('(U+0000, U+0001)')],
    ['message', expect.stringContaining('(U+0002)')],
  ]);
});

test.each([
  'Hi Jane,\n\nready?',
  'Hi Jane,\r\nready?',
  'One\ttwo',
  'Great 😀👨‍👩‍👧👍🏽',
  `Hello ${flagOfEngland}`,
  '🇩🇪 ❤️ 1️⃣',
  'niño, naïve, Größe, São',
  'e\u0301',
  'مرحبا \u200fJane',
  'می\u200cخواهم',
  '\u2068Jane\u2069',
  '50\u00a0000\u202f€',
  'soft\u00adhyphen',
  'こんにちは',
])('%j passes', (text) => {
  expect(violationsOf(controlCharacters, text)).toEqual([]);
});

test.each(salesMessages)('$language: $title passes', ({ title, message }) => {
  expect(violationsOf(controlCharacters, message, { draft: { title, message } })).toEqual([]);
});

test('every text is judged, however long', () => {
  for (const text of endless) expect(violationsOf(controlCharacters, text).length).toBeLessThan(2);
});
