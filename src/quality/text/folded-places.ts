/** A text as it is compared: without case and accents, and with the way back to the text as it stands. */
export interface FoldedPlaces {
  text: string;
  /** For every UTF-16 unit of `text`, and for its end, the place in the original. */
  places: readonly number[];
}

/** Letters that carry their difference inside instead of a mark above or below. */
const letters: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ı: 'i' };

/** Case and the marks of European alphabets go, as do soft hyphens and zero-width characters. Vowel signs of other scripts stay: there they are letters. */
export function foldedPlaces(original: string): FoldedPlaces {
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

function foldCharacter(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x80) return code >= 0x41 && code <= 0x5a ? String.fromCharCode(code + 0x20) : character;
  const bare = character
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]/g, '');
  return letters[bare] ?? bare.normalize('NFC');
}
