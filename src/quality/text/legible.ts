import { remembering } from './remembering.ts';

/** A text in the one spelling in which it is searched, and the way back to the text as it was written. */
export interface Legible {
  text: string;
  /** The words as they were written. */
  original: (start: number, end: number) => string;
}

const plain = /^[\t\n\r -~À-ɏ–—‘’“”…€£¿¡]*$/;
const digit = /\p{Nd}/u;
const invisible = /[\p{Cf}\p{Mn}\u115f\u1160\u3164]/u;

/**
 * What looks the same becomes the same: full-width and other digits, compatibility letters, kinds of spaces; what
 * cannot be seen is left out.
 */
export const legible = remembering((written): Legible => {
  const text = written.normalize('NFC');
  if (plain.test(text)) return { text, original: (start, end) => text.slice(start, end) };
  let result = '';
  const offsets: number[] = [];
  let offset = 0;
  for (const character of text) {
    const shown = legibleCharacter(character);
    for (let unit = 0; unit < shown.length; unit += 1) offsets.push(offset);
    result += shown;
    offset += character.length;
  }
  offsets.push(text.length);
  return { text: result, original: (start, end) => text.slice(offsets[start], offsets[end]) };
});

function legibleCharacter(character: string): string {
  if (character <= '~') return character;
  if (digit.test(character)) return String(digitValue(character));
  if (invisible.test(character)) return '';
  const normal = character.normalize('NFKC');
  return /^\s+$/.test(normal) && !/[\n\r]/.test(normal) ? ' ' : normal;
}

/** The digits of a script stand ten in a row, its zero first; compatibility forms become ASCII. */
function digitValue(character: string): number {
  const normal = character.normalize('NFKC');
  if (/^\d$/.test(normal)) return Number(normal);
  let zero = normal.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && digit.test(String.fromCodePoint(zero - 1))) {
    zero -= 1;
    value += 1;
  }
  return value;
}
