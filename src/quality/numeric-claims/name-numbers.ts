import type { Lexicon } from '../languages/lexicon.ts';
import { normalized } from '../text/normalized.ts';
import { type Token, tokensOf } from '../text/tokens.ts';
import { findNumerals } from './numerals.ts';

/**
 * Numbers that are part of names, each with the adjacent word: "studio 54" for "Studio 54", "7 twelve" for "7Twelve".
 */
export type NameNumbers = ReadonlySet<string>;

interface Place {
  first: number;
  last: number;
}

export function nameNumbersOf(names: readonly string[], lexicon: Lexicon): NameNumbers {
  const found = new Set<string>();
  for (const name of names) {
    const { text } = normalized(name);
    const tokens = tokensOf(text);
    for (const numeral of findNumerals(tokens, text, lexicon)) {
      for (const pair of pairsAt(numeral, tokens)) found.add(pair);
    }
  }
  return found;
}

/** Whether a number has the same adjacent word as in a name. */
export function isOfName(place: Place, tokens: readonly Token[], names: NameNumbers): boolean {
  return names.size > 0 && pairsAt(place, tokens).some((pair) => names.has(pair));
}

function pairsAt({ first, last }: Place, tokens: readonly Token[]): string[] {
  const text = (from: number, to: number) =>
    tokens
      .slice(from, to + 1)
      .map((token) => token.text)
      .join(' ');
  return [
    ...(first > 0 ? [text(first - 1, last)] : []),
    ...(last + 1 < tokens.length ? [text(first, last + 1)] : []),
  ];
}
