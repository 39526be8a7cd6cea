import { describe, expect, test } from '@jest/globals';
import type { Channel } from '../../../src/contract/channels.ts';
import { checkMessage, passes } from '../../../src/quality/check-message.ts';
import type { CheckContext } from '../../../src/quality/rule.ts';
import { salesMessages } from './rules/sales-messages.ts';

const words = (count: number) => Array.from({ length: count }, () => 'word').join(' ');
const anything: CheckContext = {
  groundTruth: null,
  background: null,
  leadName: null,
  leadRole: null,
  names: [],
  language: null,
  forbiddenWords: [],
  earlier: [],
  quarantined: [],
  today: null,
};
const check = (channel: Channel, title: string, message: string) =>
  checkMessage({ title, message }, channel, anything).map(
    ({ rule, severity, field }) => `${severity} ${rule} ${field}`,
  );

test.each<[Channel, string, string]>([
  ['email', 'x'.repeat(50), words(50)],
  ['email', 'Subject', words(150)],
  ['whatsapp', 'x', 'x'.repeat(1024)],
  ['notification', 'x'.repeat(50), 'x'.repeat(150)],
  ['web', 'x'.repeat(66), 'x'.repeat(144)],
  ['notification', '😀'.repeat(50), '😀'.repeat(150)],
])('%s passes at the very limit', (channel, title, message) => {
  expect(check(channel, title, message)).toEqual([]);
});

describe.each<[Channel, string, string, string[]]>([
  ['email', 'x'.repeat(51), words(60), ['warning length title']],
  ['email', 'x'.repeat(79), words(60), ['error length title']],
  ['email', 'Subject', words(49), ['warning length message']],
  ['email', 'Subject', words(151), ['warning length message']],
  ['whatsapp', 'x', 'x'.repeat(1025), ['warning length message']],
  ['whatsapp', 'x', 'x'.repeat(4097), ['error length message']],
  ['notification', 'x'.repeat(51), 'x'.repeat(151), ['error length title', 'error length message']],
  ['web', 'x'.repeat(67), 'x'.repeat(145), ['error length title', 'error length message']],
  ['web', ' \n', 'a proper text', ['error blank title', 'error control-characters title']],
  ['web', 'Title', '', ['error blank message']],
  ['web', 'Title', 'nine char', ['error blank message']],
])('%s %j', (channel, title, message, expected) => {
  test(`is caught: ${expected.join(', ')}`, () => {
    expect(check(channel, title, message)).toEqual(expected);
    const stops = expected.some((violation) => violation.startsWith('error'));
    expect(passes(checkMessage({ title, message }, channel, anything))).toBe(!stops);
  });
});

test.each(salesMessages)('$language: $title passes every rule', ({ language, title, message }) => {
  const context = { ...anything, language, forbiddenWords: ['guarantee', 'garantía', 'billig'] };
  expect(checkMessage({ title, message }, 'whatsapp', context)).toEqual([]);
});

test('the same message has the same answer each time', () => {
  const bad = {
    title: 'Sure! {{title}}',
    message: 'Subject: x\n**Hi** [Name],<br>TODO: {{a}} &amp; {"title": 1}',
  };
  const first = checkMessage(bad, 'email', { ...anything, language: 'de' });
  expect(first.length).toBeGreaterThan(8);
  expect(checkMessage(bad, 'email', { ...anything, language: 'de' })).toEqual(first);
});
