import type { Rule } from '../rule.ts';
import { findPatterns, type Pattern, violationsIn } from '../text/pattern.ts';

const shown = 'the reader would see the signs themselves';

/** WhatsApp's own *bold*, _italic_ and ~strike~, lists and quotations are allowed. They are readable everywhere. */
const markup: readonly Pattern[] = [
  {
    pattern: /`{3,}[a-z]{0,12}|^~{3,}[a-z]{0,12}[ \t]*$/gim,
    message: `a Markdown fence: leave it out, ${shown}`,
  },
  {
    pattern: /^[ \t>]{0,4}#{1,6}[ \t]{1,4}[^\s#][^\n]{0,80}/gm,
    message: `a Markdown heading: leave it out, ${shown}`,
  },
  {
    pattern: /(?<![\p{L}\p{N}*])\*\*(?=[^\s*])[^\n*]{1,200}(?:\*[^\n*]{1,100}\*[^\n*]{0,100})?\*\*/gu,
    message: `Markdown bold: use plain words, ${shown}`,
  },
  { pattern: /~~(?=[^\s~])[^\n~]{1,200}~~/gu, message: `Markdown strikethrough: leave it out, ${shown}` },
  {
    pattern: /!?\[[^[\]\n]{0,200}\]\([^()\s]{1,500}\)/gu,
    message: `a Markdown link: write the address itself, ${shown}`,
  },
  {
    pattern:
      /^[ \t]{0,4}\|[^\n|]{1,200}\|(?:[^\n|]{0,200}\|){0,20}[ \t]{0,4}$|^[ \t]{0,4}\|?(?:[ \t]?:?-{3,}:?[ \t]?\|){1,20}[ :|-]{0,80}$/gmu,
    message: `a Markdown table: write a list or a sentence, ${shown}`,
  },
  {
    pattern: /^[ \t]{0,4}(?:(?:-[ \t]?){3,}|(?:\*[ \t]?){3,}|(?:_[ \t]?){3,}|={3,})$/gm,
    message: `a Markdown rule: leave an empty line, ${shown}`,
  },
  {
    pattern: /^[ \t]{0,8}[-*+] \[[ xX]?\] /gm,
    message: `a Markdown check box: write a plain list, ${shown}`,
  },
];

/** Markdown in a text that is not rendered. */
export const markdown: Rule = (subject) =>
  violationsIn(subject, 'markdown', (text) => findPatterns(text, markup));
