import type { Violation } from '../../contract/violation.ts';
import { placeholderWords } from '../languages/traces.ts';
import { foldCase, foldedWords } from '../text/case-folded.ts';
import { htmlTags } from '../text/html-tags.ts';
import type { Finding } from '../text/pattern.ts';

const message = 'a placeholder in brackets: write what belongs there, or leave it out';

/** [First Name], also in the brackets of East Asia; not the text of a Markdown link. */
const square = /\[\s?([^[\]\n]{1,120}?)\s?\](?!\()|[【〔［]([^【】〔〕［］\n]{1,80})[】〕］]/g;
/** <First Name>; neither <3, <jane@acme.com> and <https://…>, nor a List<Text> or a comparison. */
const angle = /(?<![\p{L}\p{N}<])<([\p{L}_][^<>\n@:/]{0,60})>/gu;
/** Brackets that were left for something to stand in. */
const emptied = /\[[ \t]{1,5}\]/g;
const round = /\(([^()\n]{1,60})\)/g;

/** A tag such as [2 min read], or a note to what somebody else has said, [sic]. */
const harmless = /^(?:\p{N}|sic$|…$|\.{3}$)/u;
/** (Name), (first name), (nombre del cliente) */
const lonelyName =
  /^(?:(?:first|last|full|company|lead|customer|client) )?name$|^(?:nombre|nome|nom|prénom|vorname|nachname)(?: (?:del|de la|do|da|du) \p{L}{1,12})?$/iu;
const identifier = /\p{L}_\p{L}|^\p{Ll}+\p{Lu}\p{Ll}|^(?:\p{Lu}\p{Ll}+){2,}$/u;

/** Placeholders that are told by their brackets and by what stands in them. */
export function* bracketed(text: string, field: Violation['field']): Generator<Finding> {
  for (const { 0: words, 1: western, 2: eastern } of text.matchAll(square)) {
    if (isSquarePlaceholder(western ?? eastern ?? '', field)) yield { words, message };
  }
  for (const { 0: words } of text.matchAll(emptied)) yield { words, message };
  for (const { 0: words, 1: inside = '' } of text.matchAll(angle)) {
    const [first = ''] = inside.toLowerCase().split(/[\s=]/);
    if (inside === inside.trim() && !htmlTags.has(first)) yield { words, message };
  }
  for (const { 0: words, 1: inside = '' } of text.matchAll(round)) {
    if (isToBeFilledIn(inside)) yield { words, message };
  }
}

/** Tags of one word, and in a title of several, are customary: [Webinar], [Case study]. Else brackets hold what is missing. */
function isSquarePlaceholder(inside: string, field: Violation['field']): boolean {
  if (harmless.test(inside) || !/\p{L}|[〇○◯]/u.test(inside)) return false;
  if (eastAsian.test(inside)) return consistsOfPlaceholders(inside);
  const { markers, kinds, connectors } = placeholderWords();
  const words = foldedWords(inside);
  if (identifier.test(inside) || words.some((word) => markers.has(word))) return true;
  if (words.every((word) => kinds.has(word) || connectors.has(word))) return true;
  return field === 'message' && (words.length > 1 || inside.includes('/'));
}

const eastAsian = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const longestWord = 8;

/** In East Asia brackets stand around headings too: all of it must be the name of a field, such as お客様のお名前. */
function consistsOfPlaceholders(inside: string): boolean {
  const { markers, kinds, connectors } = placeholderWords();
  const text = foldCase(inside).replace(/[\s・/]/g, '');
  let from = 0;
  let isField = false;
  while (from < text.length) {
    let end = Math.min(text.length, from + longestWord);
    const isWord = (word: string) => markers.has(word) || kinds.has(word) || connectors.has(word);
    while (end > from && !isWord(text.slice(from, end))) end -= 1;
    if (end === from) return false;
    isField ||= !connectors.has(text.slice(from, end));
    from = end;
  }
  return isField;
}

/** Parentheses are everyday punctuation: only an order to fill in, or somebody's own detail and nothing else. */
function isToBeFilledIn(inside: string): boolean {
  const { markers, kinds, connectors } = placeholderWords();
  const [first = '', ...others] = foldedWords(inside);
  if (lonelyName.test(inside)) return true;
  if (eastAsian.test(inside)) return consistsOfPlaceholders(inside) && markers.has(first);
  if (/^(?:insert|inserta|insertar|inserte|inserir|insira|inserer|inserez)$/.test(first))
    return others.length > 0;
  if (!/^(?:your|tu|su|seu|sua|votre|ihr|ihre|dein|deine)$/.test(first) || others.length === 0) return false;
  return others.every(
    (word) => word !== 'here' && (markers.has(word) || kinds.has(word) || connectors.has(word)),
  );
}
