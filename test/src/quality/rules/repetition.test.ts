import { describe, expect, test } from '@jest/globals';
import { repetition, similarity } from '../../../../src/quality/rules/repetition.ts';
import { violationsOf } from './excerpts-of.ts';

const first =
  'Hi Jane,\n\nYou told us that planning posts takes your team two days each week. Content automation plans, writes and schedules them. Would a short call on Tuesday help you decide?\n\nSam';

const check = (
  message: string,
  { language = 'en', earlier = first }: { language?: string; earlier?: string } = {},
) =>
  violationsOf(repetition, message, {
    channel: 'email',
    language,
    earlier: [{ email: { title: 'Planning posts', message: earlier } }],
  });

describe('a step of a sequence', () => {
  test.each([
    ['the same text', first],
    ['nearly the same text', first.replace('two days', '2 days').replace('Hi Jane', 'Hello Jane')],
    [
      'the same opening',
      'Hi Jane,\n\nYou told us that planning posts takes your team two days each week. Northwind had the same trouble and publishes three times as often now. Shall I show you how they did it?\n\nSam',
    ],
    [
      'the same question',
      'Hi Jane,\n\nNorthwind had the same trouble and publishes three times as often now. Would a short call on Tuesday help you decide?\n\nSam',
    ],
    ['no news', 'Hi Jane,\n\nJust checking in. Did you have time to look at our offer since then?\n\nSam'],
    ['no news', 'Hi Jane,\n\nI wanted to send a line. I am just following up on my last mail.\n\nSam'],
  ])('with %s is stopped', (_what, message) => {
    expect(check(message)).toMatchObject([{ rule: 'repetition', severity: 'error', field: 'message' }]);
  });

  test.each([
    ['es', 'Hola Jane:\n\nSolo quería saber si pudo ver la propuesta.\n\nSam'],
    ['de', 'Hallo Jane,\n\nich wollte nur kurz nachfragen, ob Sie Zeit hatten.\n\nSam'],
    ['fr', 'Bonjour Jane,\n\nJe me permets de vous relancer au sujet de notre offre.\n\nSam'],
    ['pt', 'Olá Jane,\n\nSó passando para saber se viu a proposta.\n\nSam'],
    ['it', 'Ciao Jane,\n\nvolevo solo sapere se hai visto la proposta.\n\nSam'],
    ['nl', 'Hallo Jane,\n\nIk wilde alleen even navragen of het gelukt is.\n\nSam'],
  ])('in %s that only checks in is stopped', (language, message) => {
    expect(check(message, { language })).toHaveLength(1);
  });

  test.each([
    'Hi Jane,\n\nNorthwind had the same trouble: planning posts took two days. They publish three times as often now. Which part of the week costs you most?\n\nSam',
    'Hi Jane,\n\nAs I wrote on Tuesday, automation plans your posts. One thing I left out: you can cancel at any time. Is that what held you back?\n\nSam',
    'Hi Jane,\n\nThis is my last note. If planning posts becomes a problem again, you know where we are. Good luck with the launch!\n\nSam',
  ])('that says something else passes: %j', (message) => {
    expect(check(message)).toEqual([]);
  });
});

test('a formal greeting may be the same', () => {
  const earlier =
    'Sehr geehrter Herr Schmidt-Meier,\n\nSie planen Beiträge jede Woche zwei Tage lang. Hilft ein kurzes Gespräch?\n\nSam';
  const message =
    'Sehr geehrter Herr Schmidt-Meier,\n\nNorthwind veröffentlicht heute dreimal so oft wie früher. Was hält Sie davon ab?\n\nSam';
  expect(check(message, { language: 'de', earlier })).toEqual([]);
});

test('a message without earlier ones may check in', () => {
  expect(violationsOf(repetition, 'Hi Jane, just checking in: did you see it?', { earlier: [] })).toEqual([]);
});

test('only messages of the same channel count', () => {
  const earlier = [{ web: { title: 'Planning posts', message: first } }];
  expect(violationsOf(repetition, first, { earlier, channel: 'email' })).toEqual([]);
});

test('similarity is 1 for texts that differ in case, accents and punctuation alone', () => {
  expect(similarity('Café, at nine!', 'cafe at nine')).toBe(1);
  expect(similarity('one two three', '完全に違う文章です')).toBe(0);
});
