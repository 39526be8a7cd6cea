export interface Span {
  start: number;
  end: number;
}

/** The text with as many spaces in place of each span, so that what stands behind keeps its place. */
export function overwrite(text: string, spans: readonly Span[]): string {
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
