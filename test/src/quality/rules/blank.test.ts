import { expect, test } from '@jest/globals';
import { blank } from '../../../../src/quality/rules/blank.ts';
import { endless, violationsOf } from './excerpts-of.ts';

const fieldsOf = (title: string, message: string) =>
  violationsOf(blank, '', { draft: { title, message } }).map(({ field, severity }) => `${severity} ${field}`);

test.each([
  '',
  ' ',
  '\n\t ',
  '\u00a0\u2003',
  '\u200b\u200b',
  '\ufeff',
  '\u2060\u200d',
  '\u00ad',
  '\u3164',
  '\u2800\u2800',
  '\ufe0f',
  '\u0000',
  '...',
  '—',
  '!?',
  '\u{e0041}',
])('%j is blank in a title and as a message', (text) => {
  expect(fieldsOf(text, text)).toEqual(['error title', 'error message']);
});

test.each([
  'nine char',
  'nine\u200b\u200b char',
  '  nine char \u200b ',
  'Hi 😀 you',
  '..........!',
  '\u200b'.repeat(40),
])('%j is too little for a message', (message) => {
  expect(fieldsOf('Title', message)).toEqual(['error message']);
});

test.each([
  ['A', 'ten chars.'],
  ['1', '😀'.repeat(10)],
  ['😀', 'मैं आपसे मिलूँगा'],
  ['🇩🇪', 'お時間をいただけますか'],
  ['¿?a', 'می\u200cخواهم با شما'],
])('%j with %j passes', (title, message) => {
  expect(fieldsOf(title, message)).toEqual([]);
});

test('every text is judged, however long', () => {
  for (const text of endless) expect(fieldsOf('Title', text).length).toBeLessThan(2);
});
