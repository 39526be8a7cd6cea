import type { Lexicon } from '../languages/lexicon.ts';
import type { StatementList } from '../languages/statements/statements.ts';
import { memoizeRecent } from '../text/memoize-recent.ts';
import { normalized } from '../text/normalized.ts';
import type { PhraseBook, PhraseMatch } from '../text/phrases.ts';
import { type Token, tokensOf } from '../text/tokens.ts';

export type StatementMatch = PhraseMatch<StatementList>;

/** Indexes of a first and last token. */
export type Place = Pick<StatementMatch, 'first' | 'last'>;

/** A text with the statements in it. */
export interface Stated {
  text: string;
  tokens: readonly Token[];
  matches: readonly StatementMatch[];
  /** The words of a match as they were written. */
  wordsOf: (match: Place) => string;
  /** The matches of a list in the sentence or clause of a match, also within it. */
  near: (match: Place, list: StatementList, where: 'clause' | 'sentence') => readonly StatementMatch[];
  /** Whether one of them reaches beyond the match: a word within it says nothing about it. */
  standsBy: (match: Place, list: StatementList, where: 'clause' | 'sentence') => boolean;
  /** Whether a phrase of a list overlaps a match. */
  covers: (list: StatementList, match: Place) => boolean;
  /** The words of the whole sentence or clause of a match, normalized. */
  around: (match: Place, where: 'clause' | 'sentence') => string;
  /** The matches of lists without those that lie within one in front. */
  of: (...lists: readonly StatementList[]) => StatementMatch[];
}

const readers = new WeakMap<PhraseBook<StatementList>, (text: string) => Readonly<Stated>>();

/** What a text states, in the words of a lexicon. The rules of one message share one reading. */
export function statementsIn(written: string, { statements }: Pick<Lexicon, 'statements'>): Stated {
  const reader = readers.get(statements) ?? memoizeRecent((text) => read(text, statements));
  readers.set(statements, reader);
  return reader(written);
}

function read(written: string, book: PhraseBook<StatementList>): Stated {
  const { text, original } = normalized(written);
  const tokens = tokensOf(text);
  const matches = book.find(tokens);
  const places = {
    clause: byPlace(matches, (match) => [tokens[match.first]?.clause ?? 0, tokens[match.last]?.clause ?? 0]),
    sentence: byPlace(matches, (match) => [tokens[match.first]?.sentence ?? 0]),
  };
  const longestFirst = [...matches].sort((a, b) => a.first - b.first || b.last - a.last);
  const near: Stated['near'] = (match, list, where) => {
    const [from, to] = [tokens[match.first]?.[where] ?? 0, tokens[match.last]?.[where] ?? 0];
    const found = places[where].get(from)?.get(list) ?? [];
    return to === from ? found : [...found, ...(places[where].get(to)?.get(list) ?? [])];
  };
  return {
    text,
    tokens,
    matches,
    wordsOf: ({ first, last }) => original(tokens[first]?.start ?? 0, tokens[last]?.end ?? 0),
    near,
    standsBy: (match, list, where) =>
      near(match, list, where).some(({ first, last }) => first < match.first || last > match.last),
    covers: (list, match) =>
      near(match, list, 'sentence').some(({ first, last }) => first <= match.last && last >= match.first),
    around: (match, where) => {
      let { first, last } = match;
      while (first > 0 && tokens[first - 1]?.[where] === tokens[match.first]?.[where]) first -= 1;
      while (last + 1 < tokens.length && tokens[last + 1]?.[where] === tokens[match.last]?.[where]) last += 1;
      // With the signs around it: "30.000 $".
      return text.slice(tokens[first - 1]?.end ?? 0, tokens[last + 1]?.start ?? text.length);
    },
    of: (...lists) => {
      let end = -1;
      return longestFirst.filter(({ list, first, last }) => {
        if (!lists.includes(list) || first <= end) return false;
        end = last;
        return true;
      });
    },
  };
}

type ByList = Map<StatementList, StatementMatch[]>;

/** By sentence or clause and by list, so that no match is compared with all others. One of each kind and end is enough. */
function byPlace(
  matches: readonly StatementMatch[],
  placesOf: (match: StatementMatch) => readonly number[],
): Map<number, ByList> {
  const found = new Map<number, ByList>();
  for (const match of matches) {
    for (const place of new Set(placesOf(match))) {
      const lists: ByList = found.get(place) ?? new Map();
      const own = lists.get(match.list) ?? [];
      if (own.length < mostInPlace) own.push(match);
      lists.set(match.list, own);
      found.set(place, lists);
    }
  }
  return found;
}

/** A sentence has 200 words at most. Beyond so many phrases of one list it makes no difference. */
const mostInPlace = 20;
