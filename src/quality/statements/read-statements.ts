import type { Lexicon } from '../languages/lexicon.ts';
import type { StatementList } from '../languages/statements/statements.ts';
import { memoizeRecent } from '../text/memoize-recent.ts';
import { normalized } from '../text/normalized.ts';
import type { PhraseBook, PhraseMatch } from '../text/phrases.ts';
import { type Token, tokensOf } from '../text/tokens.ts';

export type StatementMatch = PhraseMatch<StatementList>;

/** The indexes of the first and last token. */
export type Place = Pick<StatementMatch, 'first' | 'last'>;

/** A text and its statements. */
export interface Stated {
  text: string;
  tokens: readonly Token[];
  matches: readonly StatementMatch[];
  /** The words of a match, as they are written. */
  wordsOf: (match: Place) => string;
  /** The matches of a list in the sentence or clause of a match, including those inside it. */
  near: (match: Place, list: StatementList, where: 'clause' | 'sentence') => readonly StatementMatch[];
  /** Whether such a match extends beyond the given one. A word inside it says nothing about it. */
  standsBy: (match: Place, list: StatementList, where: 'clause' | 'sentence') => boolean;
  /** Whether a phrase of a list overlaps a match. */
  covers: (list: StatementList, match: Place) => boolean;
  /** The whole sentence or clause of a match, normalized. */
  around: (match: Place, where: 'clause' | 'sentence') => string;
  /** The matches of the given lists, except for those inside an earlier match. */
  of: (...lists: readonly StatementList[]) => StatementMatch[];
}

const readers = new WeakMap<PhraseBook<StatementList>, (text: string) => Readonly<Stated>>();

/** Finds the statements of a text. The result is cached, so that the rules share it. */
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
      // Includes the signs around it: "30.000 $".
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

/**
 * Groups matches by sentence or clause and by list, so that a match is not compared with all others. One match per
 * list and end is enough.
 */
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

/** A sentence has at most 200 words. More phrases of one list make no difference. */
const mostInPlace = 20;
