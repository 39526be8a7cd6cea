import { expect, test } from '@jest/globals';
import { readabilityOf } from '../../../scripts/eval/readability.ts';

test('LIX is words per sentence plus the percentage of words with more than six letters', () => {
  // 10 words in 2 sentences, two of them long: 10 / 2 + 100 × 2 / 10
  const text = 'The contract ends in May. Tell us what matters most.';
  expect(readabilityOf(text, 'en')).toEqual({ words: 10, lix: 5 + 20 });
});

test('six letters are short, seven are long', () => {
  expect(readabilityOf('Letter', 'en').lix).toBe(1);
  expect(readabilityOf('Letters', 'en').lix).toBe(101);
});

test('the end of a line ends a sentence, and a line of signs is none', () => {
  expect(readabilityOf('Hi Ana,\n\nwe are back.\n\n***\n\nThe team', 'en')).toEqual({ words: 7, lix: 7 / 3 });
});

test('letters are counted as people see them, not as they are stored', () => {
  expect(readabilityOf('𝐡𝐞𝐥𝐥𝐨', 'en')).toEqual({ words: 1, lix: 1 });
});

test.each([
  ['es', 'La instalación está lista. ¿Hablamos mañana?', 6, 6 / 2 + 200 / 6],
  ['fr', "L'entreprise attend l'accord.", 3, 3 + 200 / 3],
  ['de', 'Die Wartungsplanung ist fertig. Passt Dienstag?', 6, 6 / 2 + 200 / 6],
])('words and sentences are found in %s', (language, text, words, lix) => {
  expect(readabilityOf(text, language)).toEqual({ words, lix });
});

test('what holds no word has no readability', () => {
  expect(readabilityOf('', 'en')).toEqual({ words: 0, lix: null });
  expect(readabilityOf('🙂 — !', 'en')).toEqual({ words: 0, lix: null });
});
