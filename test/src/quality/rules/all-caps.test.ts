import { expect, test } from '@jest/globals';
import { allCaps } from '../../../../src/quality/rules/all-caps.ts';
import { endless, excerptsOf, excerptsOfTitle, violationsOf } from './excerpts-of.ts';
import { salesMessages } from './sales-messages.ts';

test.each([
  ['Your demo is ready!!', '!!'],
  ['Last chance!!! Today', '!!!'],
  ['¡Hola!! Todo listo', '!!'],
  ['What?!?! Really!!', '!!'],
  ['Offre ! ! !', '! ! !'],
  ['BUY THIS THING NOW, Jane', 'BUY THIS THING NOW'],
  ['Hola, COMPRA AHORA MISMO ESTO', 'COMPRA AHORA MISMO ESTO'],
])('%j is reported', (text, words) => {
  expect(excerptsOf(allCaps, text)).toContain(words);
  expect(violationsOf(allCaps, text).every(({ severity }) => severity === 'warning')).toBe(true);
});

test.each(['LAST CHANCE FOR YOU', 'ÚLTIMA OPORTUNIDAD', 'LETZTE GELEGENHEIT!', 'VOTRE DÉMO EST PRÊTE'])(
  'a title, %j, is reported',
  (title) => {
    expect(excerptsOfTitle(allCaps, title)).toEqual([title]);
  },
);

test.each([
  'Your demo is ready!',
  'Great! See you! Bye!',
  '¡Hola! ¡Todo listo!',
  'SAP, IBM and AWS',
  'The USA, UK, EU and UN agree',
  'NASA & ESA',
  'What?!',
  'ROI',
  'A B C D E F',
  'PDF',
  'IHRE FAQ',
])('%j passes', (text) => {
  expect(excerptsOf(allCaps, text)).toEqual([]);
  expect(excerptsOfTitle(allCaps, text)).toEqual([]);
});

test.each(salesMessages)('$language: $title passes', ({ title, message }) => {
  expect(violationsOf(allCaps, message, { draft: { title, message } })).toEqual([]);
});

test('every text is judged, however long', () => {
  const found = endless.flatMap((text) => violationsOf(allCaps, text));
  expect(found.map(({ excerpt }) => excerpt.slice(0, 3))).toEqual(['!!!', 'AB,', '!?!']);
});
