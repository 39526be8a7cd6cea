import { expect, test } from '@jest/globals';
import { readinessOf } from '../../../scripts/eval/readiness.ts';

const read = (message: string, language = 'en', channel: 'email' | 'web' = 'email') =>
  readinessOf({ title: 'Rotas', message }, channel, language, 'Orla Byrne');

test.each([
  ['Hi Jane, would Tuesday suit you?', true],
  ['Pick a time: https://acme.example/meet?for=you', true],
  ['Would it help? Or shall we wait?', false],
  ['Let me know.', false],
])('%j has one ask: %s', (message, hasOneAsk) => {
  expect(read(message).hasOneAsk).toBe(hasOneAsk);
});

test.each([
  ['Would Tuesday suit you?', 'en', true],
  ['Can I call at 3 pm?', 'en', true],
  ['Passt Ihnen Mittwoch, 10 Uhr?', 'de', true],
  ['¿Le viene bien el miércoles?', 'es', true],
  ['Pode ser na terça?', 'pt', true],
  ['Jeudi à 14h30 ?', 'fr', true],
  ['Book it: https://acme.example/meet', 'en', true],
  ['Shall we talk soon?', 'en', false],
  ['You have 12 sites, is that right?', 'en', false],
])('%j names a day or a time or gives a link, in %s: %s', (message, language, isConcrete) => {
  expect(read(message, language).isConcrete).toBe(isConcrete);
});

test('an email is signed by its sender, in its last lines', () => {
  expect(read('Hi Jane,\n\nShall we talk?\n\nBest,\nOrla Byrne\nAdviser').isSigned).toBe(true);
  expect(read(`Orla Byrne here.\n${'\nOne more line.'.repeat(9)}`).isSigned).toBe(false);
  expect(read('Shall we talk?\n\nThe team').isSigned).toBe(false);
});

test('a banner is followed as a whole and signs nothing', () => {
  expect(read('New rotas, see them', 'en', 'web')).toEqual({
    hasOneAsk: null,
    isConcrete: null,
    isSigned: null,
  });
});
