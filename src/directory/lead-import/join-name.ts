const withoutSpaces = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー々]+$/u;

/**
 * The full name from its parts. A column "Name" beside one for the first name holds the last name in some files and the full
 * name in others: what is already part of another part is not said again.
 */
export function joinName({
  full,
  first,
  last,
}: Record<'full' | 'first' | 'last', string | null>): string | null {
  if (full && first && last) return full;
  if (full && last) return contains(full, last) ? full : join(full, last);
  if (full && first) return contains(full, first) ? full : join(first, full);
  return full ?? (first && last ? join(first, last) : (first ?? last));
}

function contains(full: string, part: string): boolean {
  if (withoutSpaces.test(full)) return full.startsWith(part) || full.endsWith(part);
  const words = full.toLowerCase().split(/[\s,]+/);
  return part
    .toLowerCase()
    .split(/[\s,]+/)
    .every((word) => words.includes(word));
}

/** Names in Chinese, Japanese and Korean characters start with the family name and need no space. */
function join(first: string, last: string): string {
  return withoutSpaces.test(first) && withoutSpaces.test(last) ? `${last}${first}` : `${first} ${last}`;
}
