import type { Limits } from './limits.ts';
import { codePoints } from './plain-text.ts';

const separators = { sentence: ' ', paragraph: '\n\n' };

/**
 * Selects one candidate for each part: the best one that leaves room for the shortest candidates of the remaining
 * parts. Parts without a candidate are left out. Nothing is truncated.
 */
export function assemble(
  paragraphs: readonly (readonly (readonly string[])[])[],
  longest: number,
  unit: Limits['unit'],
): string {
  const cost = (text: string) =>
    unit === 'words' ? text.split(/\s+/).length : codePoints(text) + separators.paragraph.length;
  const shortestOf = (part: readonly string[]) => (part.length === 0 ? 0 : Math.min(...part.map(cost)));
  let reserved = paragraphs.flat().reduce((sum, part) => sum + shortestOf(part), 0);
  let used = 0;

  const take = (part: readonly string[]): string[] => {
    reserved -= shortestOf(part);
    const taken = part.find((text) => used + cost(text) + reserved <= longest);
    if (taken === undefined) return [];
    used += cost(taken);
    return [taken];
  };
  return paragraphs
    .map((parts) => parts.flatMap(take).join(separators.sentence))
    .filter((paragraph) => paragraph !== '')
    .join(separators.paragraph);
}
