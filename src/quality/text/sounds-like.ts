import anyAscii from 'any-ascii';

const scripts = [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Arabic}/u,
  /\p{Script=Hebrew}/u,
  /\p{Script=Devanagari}/u,
];

/**
 * Whether two words in different scripts may be the same name, such as "Omar" and "عمر". Only their consonants are
 * compared, because Arabic and Hebrew omit most vowels. Words in the same script never match.
 */
export function soundsLike(one: string, other: string): boolean {
  const [left, right] = [scriptOf(one), scriptOf(other)];
  if (left === -1 || right === -1 || left === right) return false;
  const [a, b] = [consonants(one), consonants(other)];
  if (a === '' || b === '') return a === b;
  return a === b || (Math.min(a.length, b.length) >= 2 && (a.startsWith(b) || b.startsWith(a)));
}

function scriptOf(word: string): number {
  return scripts.findIndex((script) => script.test(word));
}

/** Maps consonants that languages transcribe as each other to one letter. "v" and "w" may be vowels. */
function consonants(word: string): string {
  return anyAscii(word)
    .toLowerCase()
    .replace(/x/g, 'ks')
    .replace(/ph|[bfp]/g, 'b')
    .replace(/[cgjkq]h?/g, 'k')
    .replace(/[sz]h?/g, 's')
    .replace(/[dt]h?/g, 't')
    .replace(/[^bkstlmnr]/g, '')
    .replace(/(.)\1+/g, '$1');
}
