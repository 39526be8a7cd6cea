import type { Violation } from '../../../src/contract/violation.ts';
import { type Content, html } from './html.ts';

interface Range {
  start: number;
  end: number;
  violation: Violation;
}

/** A text in which every occurrence of the excerpts of violations is marked. */
export function markViolations(text: string, violations: readonly Violation[]): Content {
  const ranges = violations
    .flatMap((violation) => rangesOf(text, violation))
    .sort((one, other) => one.start - other.start || other.end - one.end);
  const parts: Content[] = [];
  let done = 0;
  for (const { start, end, violation } of ranges) {
    // If two overlap, only the first is marked. The list below the text names both.
    if (start < done) continue;
    const { severity, rule, message } = violation;
    parts.push(
      text.slice(done, start),
      html`<mark class="${severity}" title="${rule}: ${message}">${text.slice(start, end)}</mark>`,
    );
    done = end;
  }
  return [...parts, text.slice(done)];
}

function rangesOf(text: string, violation: Violation): Range[] {
  // A long excerpt is shortened, and its line breaks may have become spaces.
  const words = violation.excerpt.replace(/…$/u, '').trim();
  if (words === '') return [];
  const pattern = words
    .split(/\s+/)
    .map((word) => word.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'))
    .join('\\s+');
  return [...text.matchAll(new RegExp(pattern, 'gu'))].map(({ index, 0: found }) => ({
    start: index,
    end: index + found.length,
    violation,
  }));
}
