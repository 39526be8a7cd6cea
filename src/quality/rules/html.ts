import type { Rule } from '../rule.ts';
import { htmlTags } from '../text/html-tags.ts';
import { findPatterns, type Pattern, violationsIn } from '../text/pattern.ts';

const markup: readonly Pattern[] = [
  {
    pattern: new RegExp(
      `</?(?:${[...htmlTags].join('|')})(?:\\s{1,5}(?:[a-z:-]{1,30}\\s?=[^<>]{0,500})?)?/?>`,
      'gi',
    ),
    message: 'an HTML tag: write plain text, the reader would see the tag itself',
  },
  { pattern: /<!--|-->|<!doctype/gi, message: 'HTML: write plain text, the reader would see it' },
  {
    pattern:
      /&(?:#\d{1,7}|#x[0-9a-f]{1,6}|nbsp|amp|lt|gt|quot|apos|copy|reg|trade|hellip|[mn]dash|[lr][sd]quo|[bl]aquo|raquo|sbquo|bdquo|bull|middot|euro|pound|yen|cent|deg|times|szlig|iexcl|iquest|ordf|ordm|[aeiounyc](?:acute|grave|circ|uml|tilde|cedil|ring)|aelig|oelig|shy|zwnj|zwj|[le]nsp|emsp|thinsp);/gi,
    message: 'an HTML entity: write the character itself',
  },
];

/** HTML in a text that is sent as plain text. */
export const html: Rule = (subject) => violationsIn(subject, 'html', (text) => findPatterns(text, markup));
