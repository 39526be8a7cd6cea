const longest = 80;

/** Words of a text as a violation shows them: on one line, 80 code points at most, fit to be stored as JSON. */
export function excerpt(text: string): string {
  // Cut before it is read code point by code point: the text may be of any length.
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
