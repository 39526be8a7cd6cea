/** Enough for the title and message of the current check, in the forms that rules use. */
const messageTexts = 8;

/** Caches the latest results of a pure function of a text, so that the rules share them. */
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
