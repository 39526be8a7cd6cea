import type { Pattern } from '../text/pattern.ts';

/** What a model says out of its part, and how each is mended. */
export const slips = {
  self: 'speaks of the writer as a machine: leave it out',
  preamble: 'announces the text: begin with the text itself',
  refusal: 'declines to write: write the message, or none',
  afterword: 'speaks to the one who ordered the text: end with the message itself',
  instruction: 'speaks of the instructions to the writer: leave it out',
  thought: 'the writer’s own thinking: leave it out',
} as const;

/** One language's patterns by slip. */
export function slipPatterns(sources: Partial<Record<keyof typeof slips, readonly string[]>>): Pattern[] {
  return Object.entries(sources).flatMap(([slip, patterns]) =>
    patterns.map((source) => ({
      pattern: new RegExp(source, 'gimu'),
      message: slips[slip as keyof typeof slips],
    })),
  );
}

/** Where a text, or a line of it, begins: also behind a quotation mark or a star of emphasis. */
export const atStart = '^[\\s"“*_¡>-]{0,6}';
/** No letter before, none after: the word stands alone. */
export const before = '(?<![\\p{L}\\p{N}])';
export const after = '(?![\\p{L}\\p{N}])';
/** A colon that ends its line. */
export const colonAtEnd = '[ \\t]?:[*_ \\t]{0,4}$';
