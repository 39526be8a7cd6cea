/** Enough for the title and the message at hand, and the forms in which rules read them. */
const messageTexts = 8;

/** Remembers the newest results of a pure function of a text, so that the rules share one reading of a message. */
export function memoizeRecent<Result>(
  read: (text: string) => Readonly<Result>,
  capacity = messageTexts,
): (text: string) => Readonly<Result> {
  const results = new Map<string, Readonly<Result>>();
  return (text) => {
    const known = results.get(text);
    if (known) return known;
    const result = read(text);
    if (results.size >= capacity) results.delete(results.keys().next().value ?? '');
    results.set(text, result);
    return result;
  };
}
