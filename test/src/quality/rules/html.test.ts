import { expect, test } from '@jest/globals';
import { html } from '../../../../src/quality/rules/html.ts';
import { endless, excerptsOf, excerptsOfTitle, violationsOf } from './excerpts-of.ts';
import { salesMessages } from './sales-messages.ts';

test.each([
  ['Hi Jane<br>ready?', '<br>'],
  ['Hi Jane<br/>ready?', '<br/>'],
  ['Hi Jane<BR />ready?', '<BR />'],
  ['<p>Hi Jane</p>', '<p>'],
  ['Hi Jane</p>', '</p>'],
  ['<a href="https://example.com">offer</a>', '<a href="https://example.com">'],
  ['This is <strong>important</strong>', '<strong>'],
  ['<b>Jane</b>', '<b>'],
  ['<ul><li>one</li></ul>', '<ul>'],
  ['<h1>Your demo</h1>', '<h1>'],
  ['<script>alert(1)</script>', '<script>'],
  ['<img src="x.png" />', '<img src="x.png" />'],
  ['<!-- note -->', '<!--'],
  ['<!DOCTYPE html>', '<!DOCTYPE'],
  ['Hi&nbsp;Jane', '&nbsp;'],
  ['R&amp;D', '&amp;'],
  ['5 &lt; 6', '&lt;'],
  ['Don&#39;t wait', '&#39;'],
  ['Don&#x27;t wait', '&#x27;'],
  ['caf&eacute;', '&eacute;'],
  ['Gr&uuml;&szlig;e', '&uuml;'],
  ['&iquest;Hablamos?', '&iquest;'],
])('%j is caught', (text, words) => {
  expect(excerptsOf(html, text)).toContain(words);
  expect(excerptsOfTitle(html, text)).toContain(words);
});

test.each([
  'R&D at AT&T',
  'Smith & Sons; and more',
  'Q&A',
  'https://example.com/?a=1&b=2',
  'We <3 feedback',
  '5 < 6 and 7 > 6',
  'a<b and c>d',
  'Anna <anna@example.com>',
  '<https://example.com>',
  '-> next',
  '<- back',
  'x <- y',
  'Fish&chips;',
  'F&E und mehr',
])('%j passes', (text) => {
  expect(excerptsOf(html, text)).toEqual([]);
});

test.each(salesMessages)('$language: $title passes', ({ title, message }) => {
  expect(violationsOf(html, message, { draft: { title, message } })).toEqual([]);
});

test('every text is judged, however long', () => {
  expect(endless.flatMap((text) => violationsOf(html, text))).toEqual([]);
});
