import { describe, expect, test } from '@jest/globals';
import { PhraseBook } from '../../../../src/quality/text/phrases.ts';
import { tokensOf } from '../../../../src/quality/text/tokens.ts';

const found = (phrase: string, text: string) => {
  const book = new PhraseBook<'list'>();
  book.add('list', [phrase]);
  const tokens = tokensOf(text);
  return book.find(tokens).map(({ first, last }) =>
    tokens
      .slice(first, last + 1)
      .map((token) => token.text)
      .join(' '),
  );
};

describe('a phrase', () => {
  test('finds each of its alternatives', () => {
    expect(found('(send|give) (you|) a quote', 'I send a quote and give you a quote.')).toEqual([
      'send a quote',
      'give you a quote',
    ]);
  });

  test.each(['(send (you|) a quote)', '(send|give', 'send) a quote'])(
    'is refused if its parentheses are nested or have no pair: %s',
    (phrase) => {
      expect(() => new PhraseBook<'list'>().add('list', [phrase])).toThrow('nested or have no pair');
    },
  );
});
