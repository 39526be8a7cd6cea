import type { Violation } from '../../contract/violation.ts';
import { type Field, fields, type Subject, violation } from '../rule.ts';
import type { RuleId } from '../rule-classes.ts';

/** Words that break a rule. */
export interface Finding {
  /** The words as they stand. */
  words: string;
  /** What is wrong and what passes, without a word of the text. */
  message: string;
}

/** With the flag `g`; quantifiers are bounded, so that no text takes long. */
export interface Pattern {
  pattern: RegExp;
  message: string;
}

/** Enough for a repair. A text full of faults would otherwise make an answer of megabytes. */
const mostPerField = 10;

/** A rule's violations in title and message; `find` is given each text with its field. */
export function violationsIn(
  { draft }: Pick<Subject, 'draft'>,
  rule: RuleId,
  find: (text: string, field: Field) => Iterable<Finding>,
): Violation[] {
  return fields.flatMap((field) => {
    const found = new Map<string, Violation>();
    for (const { words, message } of find(draft[field], field)) {
      const one = violation(rule, field, words, message);
      if (!found.has(one.excerpt)) found.set(one.excerpt, one);
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
