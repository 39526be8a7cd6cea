const marks = /\p{M}+/gu;
const unseen = /[\p{Cf}\u115f\u1160\u3164]/gu;

/** Without case, accents and what cannot be seen: "José" and "JOSE" are the same. */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(marks, '')
    .replace(unseen, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('ł', 'l');
}

/** The words of a text, folded: runs of letters and digits. */
export function foldedWords(text: string): string[] {
  return folded(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}
