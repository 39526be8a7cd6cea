import type { Violation } from '../../contract/violation.ts';
import { fields, type Rule, violation } from '../rule.ts';

/**
 * Characters that are invisible or that damage the text: control characters except tab and line break, unpaired
 * surrogates, overrides of the text direction, tag characters outside a flag, the replacement character.
 */
const unfit =
  /[^\P{Cc}\t\n\r]|\p{Cs}|[\u202a\u202b\u202d\u202e]|(?<!\u{1f3f4}[\u{e0000}-\u{e007f}]{0,8})[\u{e0000}-\u{e007f}]|[\ufffd\ufffe\uffff]/gu;
/** A title is a single line. A line break in a subject would start another header. */
const unfitForTitle = new RegExp(`[\\t\\n\\r\\u2028\\u2029]|${unfit.source}`, 'gu');
const mostNamed = 5;

/**
 * Characters that must not be in a message. The message names their code points, because a quotation would repeat
 * them.
 */
export const controlCharacters: Rule = ({ draft }) =>
  fields.flatMap((field): Violation[] => {
    const found = new Set(draft[field].match(field === 'title' ? unfitForTitle : unfit));
    if (found.size === 0) return [];
    const names = [...found].slice(0, mostNamed).map(codePointName).join(', ');
    const message = `characters that do not belong in ${field === 'title' ? 'a title, which is one line' : 'a text'}: leave them out (${names})`;
    return [violation('control-characters', field, '', message)];
  });

function codePointName(character: string): string {
  return `U+${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}`;
}
