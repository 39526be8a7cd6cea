const longest = 80;

/** An excerpt of a text for a violation: a single line of at most 80 code points that can be stored as JSON. */
export function excerpt(text: string): string {
  // Shortened before it is split into code points, because the text can have any length.
  const points = [
    ...text
      .slice(0, longest * 8)
      .toWellFormed()
      .replace(/\s+/g, ' ')
      .replace(/\p{Cc}/gu, '\u{fffd}')
      .trim(),
  ];
  return points.length <= longest ? points.join('') : `${points.slice(0, longest - 1).join('')}…`;
}
