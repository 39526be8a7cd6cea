import type { Address } from './address.ts';

const local = String.raw`[\p{L}\p{N}][\p{L}\p{N}._%+'’-]{0,63}`;
const label = String.raw`[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?`;
const dot = String.raw`(?:[.。．｡]| ?[[({] ?(?:\.|dot|punto|ponto|punkt|point) ?[\])}] ?| (?:dot|punto|ponto|punkt) )`;
const at = String.raw`(?:[@＠﹫]| ?[[({] ?(?:@|at|arroba|ät) ?[\])}] ?| (?:at|arroba) (?=\S{1,60} (?:dot|punto|ponto|punkt) ))`;
const email = new RegExp(
  `(?<![\\p{L}\\p{N}._%+-])(?:mailto:)?${local}${at}${label}(?:${dot}${label}){1,5}`,
  'giu',
);

/** Finds e-mail addresses, including those that are written to avoid detection: "sales [at] acme [dot] com". */
export function findEmails(text: string): Address[] {
  return [...text.matchAll(email)].map((match) => {
    const [before = ''] = prefix.exec(match[0]) ?? [];
    const [after = ''] = particle.exec(match[0]) ?? [];
    const written = match[0].slice(before.length, match[0].length - after.length);
    return {
      key: emailKey(written),
      start: match.index + before.length,
      end: match.index + match[0].length - after.length,
    };
  });
}

/** "ל-michal@gefen.example": a Hebrew or Arabic preposition before the address. */
const prefix = /^[\p{Script=Hebrew}\p{Script=Arabic}]{1,3}-?(?=[a-z0-9])/iu;
/** "jane@acme.example로": a particle after the address, in a script without spaces. */
const particle =
  /(?<=[a-z0-9])[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]{1,8}$/iu;

const spelledAt = new RegExp(at, 'iu');
const spelledDot = new RegExp(dot, 'giu');

function emailKey(written: string): string {
  return written
    .replace(/^mailto:/i, '')
    .replace(spelledAt, '@')
    .replace(spelledDot, '.')
    .toLowerCase();
}
