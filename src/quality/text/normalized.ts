import { memoizeRecent } from './memoize-recent.ts';

/** A text in a normalized form, with the positions in the original text. */
export interface Normalized {
  text: string;
  /** The original text between two positions. */
  original: (start: number, end: number) => string;
}

const plain = /^[\t\n\r -~À-ɏ–—‘’“”…€£¿¡]*$/;
const digit = /\p{Nd}/u;
/** Format characters, combining marks that NFC did not compose, and fillers that count as letters. */
const invisible = /\p{Cf}|[\u0300-\u036f]|[\u115f\u1160\u3164]/u;
/** Separators of Arabic numbers. */
const separators: Readonly<Record<string, string>> = { '٬': ',', '٫': '.' };

/**
 * Makes characters that look the same equal: full-width and other digits, compatibility letters, kinds of spaces.
 * Invisible characters are removed.
 */
export const normalized = memoizeRecent((written): Normalized => {
  const text = written.normalize('NFC');
  if (plain.test(text)) return { text, original: (start, end) => text.slice(start, end) };
  let result = '';
  const offsets: number[] = [];
  let offset = 0;
  for (const character of text) {
    const normal = normalCharacter(character);
    for (let unit = 0; unit < normal.length; unit += 1) offsets.push(offset);
    result += normal;
    offset += character.length;
  }
  offsets.push(text.length);
  return { text: result, original: (start, end) => text.slice(offsets[start], offsets[end]) };
});

function normalCharacter(character: string): string {
  if (character <= '~') return character;
  if (digit.test(character)) return String(digitValue(character));
  if (invisible.test(character)) return '';
  const separator = separators[character];
  if (separator) return separator;
  const normal = character.normalize('NFKC');
  return /^\s+$/.test(normal) && !/[\n\r]/.test(normal) ? ' ' : normal;
}

/**
 * In every script, the ten digits have consecutive code points that start with zero. Compatibility forms become ASCII.
 */
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
