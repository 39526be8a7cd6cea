import type { Rule } from '../rule.ts';
import { findPatterns, type Pattern, violationsIn } from '../text/pattern.ts';

const piece = 'a piece of JSON: write only the text';
const escapeSequence = 'an escape sequence instead of the character that it stands for: write the character';

const pieces: readonly Pattern[] = [
  { pattern: /[{[]\s{0,20}\\?["“”][^"“”\n\\]{1,60}\\?["“”]\s{0,5}:/gu, message: piece },
  {
    pattern:
      /\\?["'](?:title|message|strategy|subject|body|content|text|channels?|email|whatsapp|notification|web)\\?["']\s{0,5}:/giu,
    message: piece,
  },
  { pattern: /["”]\s{0,20}\}(?!\})[\s},\]]{0,20}$/gu, message: piece },
  // \n, \t, \", \u00e9, but not a Windows folder such as C:\new. The backslash comes first, because a lookbehind at
  // each // character would be slow.
  {
    pattern:
      /\\(?<!(?:\p{L}:\\[^\s]{0,200}|\p{L}:|\\[\p{L}\p{N}_.-]{1,60})\\)(?:n|r|t|"|'|u[0-9a-f]{4}|x[0-9a-f]{2})/giu,
    message: escapeSequence,
  },
];

/** JSON around a text, or part of it. */
export const json: Rule = (subject) => violationsIn(subject, 'json', (text) => findPatterns(text, pieces));
