/** A text without case and accents, with the positions in the original text. */
export interface CaseFolded {
  text: string;
  /** The position in the original for each UTF-16 unit of `text`, and for its end. */
  places: readonly number[];
}

/** Letters without a separable accent. */
const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ı: 'i',
  ς: 'σ',
};

/**
 * Removes case, the accents of European alphabets, soft hyphens and zero-width characters. Vowel signs of other
 * scripts stay, because they are letters there.
 */
export function caseFolded(original: string): CaseFolded {
  let text = '';
  const places: number[] = [];
  let place = 0;
  for (const character of original) {
    const folded = foldCharacter(character);
    for (let unit = 0; unit < folded.length; unit++) places.push(place);
    text += folded;
    place += character.length;
  }
  places.push(place);
  return { text, places };
}

const ascii = /^\p{ASCII}*$/u;

/** The same without the positions. "José" and "JOSE" become the same word. */
export function foldCase(text: string): string {
  if (ascii.test(text)) return text.toLowerCase();
  let folded = '';
  for (const character of text) folded += foldCharacter(character);
  return folded;
}

/** Cache of folded characters of the basic plane. */
const folds: (string | undefined)[] = [];

function foldCharacter(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x80) return code >= 0x41 && code <= 0x5a ? String.fromCharCode(code + 0x20) : character;
  if (character.length > 1) return foldAnew(character);
  const known = folds[code];
  if (known !== undefined) return known;
  const folded = foldAnew(character);
  folds[code] = folded;
  return folded;
}

function foldAnew(character: string): string {
  const bare = character
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]/g, '');
  return letters[bare] ?? bare.normalize('NFC');
}

/** The words of a text, folded. A word is a sequence of letters, combining marks and digits. */
export function foldedWords(text: string): string[] {
  return foldCase(text).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}
