import type { Violation } from '../../contract/violation.ts';
import { excerpt } from '../excerpt.ts';
import type { Subject } from '../rule.ts';

/** Words that a rule objects to. */
export interface Finding {
  /** The words as they stand. */
  words: string;
  /** What is wrong and how to mend it, without a word of the text. */
  message: string;
}

/** How words that a rule objects to look. With the flag `g`; quantifiers are bounded, so that no text takes long. */
export interface Pattern {
  pattern: RegExp;
  message: string;
}

/** Enough for whoever mends the message; a text of nothing but faults would else make an answer of megabytes. */
const mostPerField = 10;

/** A rule's violations in title and message; `find` is given each text with its field. */
export function violationsIn(
  { draft }: Subject,
  rule: string,
  severity: Violation['severity'],
  find: (text: string, field: Violation['field']) => Iterable<Finding>,
): Violation[] {
  return (['title', 'message'] as const).flatMap((field) => {
    const found = new Map<string, Violation>();
    for (const { words, message } of find(draft[field], field)) {
      const quoted = excerpt(words);
      if (!found.has(quoted)) found.set(quoted, { rule, severity, field, excerpt: quoted, message });
      if (found.size === mostPerField) break;
    }
    return [...found.values()];
  });
}

/** Where the patterns stand in a text, without those that lie within an earlier finding. */
export function* findPatterns(text: string, patterns: readonly Pattern[]): Generator<Finding> {
  const plain = plainPunctuation(text);
  const taken: [start: number, end: number][] = [];
  for (const { pattern, message } of patterns) {
    for (const [start, end] of placesOf(pattern, plain)) {
      if (taken.some(([from, to]) => start >= from && end <= to)) continue;
      taken.push([start, end]);
      yield { words: text.slice(start, end), message };
    }
  }
}

/** `matchAll` would copy, and so compile, each pattern for each text: that takes ten times as long as the search. */
function placesOf(pattern: RegExp, text: string): [start: number, end: number][] {
  const places: [start: number, end: number][] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match && places.length < mostPerField; match = pattern.exec(text)) {
    places.push([match.index, pattern.lastIndex]);
    if (match[0] === '') pattern.lastIndex += 1;
  }
  return places;
}

/** One kind of apostrophe and of space, so that patterns need not name them all. Every character keeps its place. */
function plainPunctuation(text: string): string {
  return text.replace(/[’‘ʼ]/g, "'").replace(/[\u00a0\u202f\u2009]/g, ' ');
}
