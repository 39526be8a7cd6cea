/** How many texts are remembered: the title and the message at hand, and the forms in which rules read them. */
const mostRemembered = 8;

/** A pure reading of a text that is done once for all the rules which look at the same message. */
export function remembering<Result>(
  read: (text: string) => Readonly<Result>,
): (text: string) => Readonly<Result> {
  const results = new Map<string, Readonly<Result>>();
  return (text) => {
    const remembered = results.get(text);
    if (remembered) return remembered;
    const result = read(text);
    if (results.size >= mostRemembered) results.delete(results.keys().next().value ?? '');
    results.set(text, result);
    return result;
  };
}
