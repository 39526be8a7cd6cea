import type { PhraseList } from '../languages/lexicon.ts';
import type { Subject } from '../rule.ts';
import { normalized } from '../text/normalized.ts';
import type { PhraseMatch } from '../text/phrases.ts';
import type { Token } from '../text/tokens.ts';
import { type Call, closes, eastAsian, type Line } from './line.ts';

/** In scripts without capital letters, a title after the name marks it, or a greeting and a comma around it. */
export function calledInCharacters(
  { tokens, text, matches }: Line,
  { leadName, leadRole, groundTruth, language }: Subject,
): Call | null {
  const isJapanese = /^ja(?:[-_]|$)/i.test(language ?? '');
  const everyone = matches.filter(({ list }) => list === 'everyone');
  const titles = matches.filter(({ list, first }) => list === 'titleAfter' && first > 0);
  // "원장님" is a title as a whole, not a name followed by "님".
  const opening = matches.filter(({ list, first }) => list === 'titleAfter' && first === 0);
  for (const title of titles) {
    if (opening.some(({ last }) => last >= title.last)) continue;
    const isForEveryone = everyone.some(({ first, last }) => first <= title.last && last >= title.first - 1);
    if (isForEveryone || (tokens[title.first]?.sentence ?? 9) > 1) continue;
    const after = tokens[title.last]?.end ?? 0;
    const isCalled =
      closes.test(text.slice(after).replace(/^[님様さんの]/u, '')) || isGreetedAt(title.last + 1, matches);
    const parts = partsBefore(tokens, title.first, text);
    if (!isCalled || parts.length === 0) continue;
    const role = normalized(leadRole ?? '').text;
    if (parts.every((part) => role.includes(part))) return null;
    const known = leadName === null ? (groundTruth?.texts ?? []) : [leadName];
    if (known.some((one) => parts.some((part) => sharesCharacters(part, normalized(one).text)))) return null;
    // Japanese writes foreign names in katakana. Other scripts may spell them in many ways.
    const isHan = parts.every((part) => /^\p{Script=Han}+$/u.test(part));
    const isComparable = known.some((one) => eastAsian.test(one)) || (isJapanese && isHan);
    return { end: after, isCertain: isComparable };
  }
  return null;
}

function isGreetedAt(index: number, matches: readonly PhraseMatch<PhraseList>[]): boolean {
  return matches.some(({ list, first }) => list === 'greeting' && first === index);
}

const longestName = 8;

/** The words before a title, back to the start of the clause: a name, its parts, a company. */
function partsBefore(tokens: readonly Token[], title: number, text: string): string[] {
  const parts: string[] = [''];
  for (let index = title - 1; index >= 0 && parts.join('').length < longestName; index -= 1) {
    const token = tokens[index];
    const next = tokens[index + 1];
    if (!token || !next || token.type !== 'word') break;
    const gap = text.slice(token.end, next.start);
    if (!/^[ ・]?$/.test(gap)) break;
    if (gap !== '' && parts[0] !== '') parts.unshift('');
    parts[0] = text.slice(token.start, token.end) + parts[0];
  }
  return parts.filter((part) => part !== '');
}

/** Whether two names share characters: "佐藤" and "佐藤 健太", "王" and "王小明". */
function sharesCharacters(name: string, lead: string): boolean {
  const least = Math.min(2, name.length);
  const joined = lead.replace(/\s/g, '');
  for (let start = 0; start + least <= name.length; start += 1) {
    if (joined.includes(name.slice(start, start + least))) return true;
  }
  // A family name of one character after the name of the company.
  return joined.length <= 4 && name.at(-1) === joined[0];
}
