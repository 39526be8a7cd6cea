export interface Span {
  start: number;
  end: number;
}

/** The text with spaces in place of each span. Everything else keeps its position. */
export function mask(text: string, spans: readonly Span[]): string {
  if (spans.length === 0) return text;
  const pieces: string[] = [];
  let done = 0;
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    if (end <= done) continue;
    const from = Math.max(start, done);
    pieces.push(text.slice(done, from), ' '.repeat(end - from));
    done = end;
  }
  return pieces.join('') + text.slice(done);
}
