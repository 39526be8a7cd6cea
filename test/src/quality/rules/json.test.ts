import { expect, test } from '@jest/globals';
import { json } from '../../../../src/quality/rules/json.ts';
import { endless, excerptsOf, excerptsOfTitle, violationsOf } from './excerpts-of.ts';
import { salesMessages } from './sales-messages.ts';

test.each([
  ['{"title": "Your demo", "message": "Hi"}', '{"title":'],
  ['{\n  "email": {\n', '{ "email":'],
  ['[{"channel": "email"}]', '{"channel":'],
  ['Hi Jane", "message": "Hello', '"message":'],
  ["{'title': 'x'}", "'title':"],
  ['{“title”: “x”}', '{“title”:'],
  ['Hi Jane, ready?"}', '"}'],
  ['Hi Jane, ready?" }\n]', '" } ]'],
  ['Hi Jane,\\n\\nready?', '\\n'],
  ['Hola Jane,\\n¿hablamos?', '\\n'],
  ['One\\ttwo', '\\t'],
  ['She said \\"yes\\"', '\\"'],
  ["It\\'s ready", "\\'"],
  ['caf\\u00e9', '\\u00e9'],
  ['{\\"title\\": \\"x\\"}', '{\\"title\\":'],
])('%j is caught', (text, words) => {
  expect(excerptsOf(json, text)).toContain(words);
  expect(excerptsOfTitle(json, text)).toContain(words);
});

test.each([
  'She said: "yes"',
  'Call it "the sensible one".',
  '“Message”, she said',
  'The file is in C:\\new\\team',
  'Open \\\\server\\new\\reports',
  'a {small} set',
  'Prices [1]: see below',
  '50 % / 20 %',
  'and/or',
  '¯\\_(ツ)_/¯',
  '"Quoted" (in part)',
  'He called it "done" {really}',
])('%j passes', (text) => {
  expect(excerptsOf(json, text)).toEqual([]);
});

test.each(salesMessages)('$language: $title passes', ({ title, message }) => {
  expect(violationsOf(json, message, { draft: { title, message } })).toEqual([]);
});

test('every text is judged, however long', () => {
  expect(endless.flatMap((text) => violationsOf(json, text))).toEqual([]);
});
