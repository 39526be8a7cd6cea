import { expect, test } from '@jest/globals';
import { markdown } from '../../../../src/quality/rules/markdown.ts';
import { endless, excerptsOf, excerptsOfTitle, violationsOf } from './excerpts-of.ts';
import { salesMessages } from './sales-messages.ts';

test.each([
  ['```\nHi Jane\n```', '```'],
  ['```json\n{}', '```json'],
  ['~~~\nHi Jane', '~~~'],
  ['# Your demo', '# Your demo'],
  ['Hi Jane\n### Next steps\nTalk', '### Next steps'],
  ['This is **important**, Jane', '**important**'],
  ['**Two whole words**', '**Two whole words**'],
  ['**bold and *italic* in it**', '**bold and *italic* in it**'],
  ['Now ~~$99~~ $79', '~~$99~~'],
  ['See [the offer](https://example.com)', '[the offer](https://example.com)'],
  ['![logo](logo.png)', '![logo](logo.png)'],
  ['| Plan | Price |\n|---|---|\n| A | 5 |', '| Plan | Price |'],
  ['Plan | Price\n--- | ---\nA | 5', '--- | ---'],
  ['Hi Jane\n\n---\n\nTalk soon', '---'],
  ['Hi Jane\n\n***\n\nTalk soon', '***'],
  ['Hi Jane\n\n* * *\n\nTalk soon', '* * *'],
  ['Hi Jane\n___\nTalk soon', '___'],
  ['Your demo\n=====', '====='],
  ['- [ ] call Jane', '- [ ]'],
  ['- [x] call Jane', '- [x]'],
  ['Nota **importante** para usted', '**importante**'],
  ['Une **offre** pour vous', '**offre**'],
])('%j is caught', (text, words) => {
  expect(excerptsOf(markdown, text)).toContain(words);
  expect(excerptsOfTitle(markdown, text)).toContain(words);
});

test.each([
  '*bold*, _italic_ and ~strike~',
  '*two words*, *and more*',
  '- one\n- two',
  '• one\n• two',
  '1. one\n2. two',
  '1) one',
  '* one\n* two',
  '> quoted',
  '#1 of the list',
  '#hashtag and #teamwork',
  'C# and F#',
  '## ',
  '# ',
  'Ticket #42',
  '-- \nAnna',
  '— Anna',
  '———',
  'price** (see below) **without tax',
  '5 * 3 * 2',
  '2**3',
  'a_b_c',
  'A | B',
  'Mon | Tue | Wed',
  'see [1] (and more)',
  'one - two - three',
  'https://example.com/a_b_c',
  'Hi ~ 5 days',
  '…',
  '5 ~ 10',
  '`code`',
])('%j passes', (text) => {
  expect(excerptsOf(markdown, text)).toEqual([]);
});

test.each(salesMessages)('$language: $title passes', ({ title, message }) => {
  expect(violationsOf(markdown, message, { draft: { title, message } })).toEqual([]);
});

test('every text is judged, however long', () => {
  const found = endless.flatMap((text) => violationsOf(markdown, text));
  expect(found.map(({ excerpt }) => excerpt.slice(0, 3))).toEqual(['***', '___', '- -', '**a']);
});
