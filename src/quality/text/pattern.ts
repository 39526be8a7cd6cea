import type { Violation } from '../../contract/violation.ts';
import { type Field, fields, type Subject, violation } from '../rule.ts';
import type { RuleId } from '../rule-classes.ts';

/** Words that break a rule. */
export interface Finding {
  /** The words as they are written. */
  words: string;
  /** What is wrong and what would be accepted. It must not quote the text. */
  message: string;
}

/** A pattern with the flag `g`. Quantifiers must be bounded, so that no text takes long. */
export interface Pattern {
  pattern: RegExp;
  message: string;
}

/** Enough for a repair. Otherwise a text with many violations could make the answer megabytes long. */
const mostPerField = 10;

/** A rule's violations in title and message. `find` is called with each text and its field. */
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

/** Finds the matches of patterns in a text. Matches inside an earlier one are left out. */
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

/**
 * `matchAll` would clone each pattern, and so compile it, for each text. That takes ten times as long as the search.
 */
function placesOf(pattern: RegExp, text: string): [start: number, end: number][] {
  const places: [start: number, end: number][] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match && places.length < mostPerField; match = pattern.exec(text)) {
    places.push([match.index, pattern.lastIndex]);
    if (match[0] === '') pattern.lastIndex += 1;
  }
  return places;
}

/**
 * Replaces all kinds of apostrophes and spaces by one, so that patterns need not list them. Positions do not change.
 */
function plainPunctuation(text: string): string {
  return text.replace(/[’‘ʼ]/g, "'").replace(/[\u00a0\u202f\u2009]/g, ' ');
}
