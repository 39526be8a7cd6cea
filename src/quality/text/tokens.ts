import { foldCase } from './case-folded.ts';
import type { Span } from './mask.ts';

export interface Token extends Span {
  /** Folded; of a number, its digits with their separators. */
  text: string;
  /** `name`: letters and digits in one word, such as "GPT4" or "B2B". */
  type: 'word' | 'number' | 'date' | 'name';
  /** Number of the sentence and of the clause in which it stands; both count from 0 through the text. */
  sentence: number;
  clause: number;
  startsLine: boolean;
  endsLine: boolean;
  /** Whether it follows the token in front without a space or sign between them. */
  touches: boolean;
  colonAfter: boolean;
}

const unspaced = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー々〇`;
const letter = `(?:(?![${unspaced}])[\\p{L}\\p{M}])`;
const year = String.raw`(?:19|20)\d\d`;
const dates = [
  // 2026-11-17, with a time of day; 2026-11
  String.raw`${year}(?<iso>[-/.])\d{1,2}\k<iso>\d{1,2}(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?(?!\d)`,
  String.raw`${year}-\d\d(?![\d-])`,
  // 17.11.2026, 17. 11. 2026, 17/11/26
  String.raw`\d{1,2}(?<dmy>[./-]) ?\d{1,2}\k<dmy> ?(?:${year}|\d\d)(?!\d|[.,/-]\d)`,
  // 14:30, 14h30, 14 h 30
  String.raw`\d{1,2}:\d\d(?::\d\d)?(?!\d)`,
  String.raw`\d{1,2} ?h ?[0-5]\d(?![\d\p{L}])`,
  // 15/12, 30.11.
  String.raw`\d{1,2}/\d{1,2}(?![\d/])`,
  String.raw`\d{1,2}\. ?(?:0?[1-9]|1[0-2])\.(?!\d)`,
].join('|');
const number = String.raw`\d{1,3}(?:[ '’]\d{3})+(?:[.,]\d{1,2})?(?![\d\p{L}])|\d+(?:[.,]\d+)*`;
const pattern = new RegExp(
  `(?<date>${dates})|(?<number>${number})|(?<name>${letter}+\\d[\\p{L}\\d]*)|[${unspaced}]|${letter}+`,
  'gu',
);
/** Written right in front of an amount: these are no names with digits. */
const currencyPrefix =
  /^(?:usd|eur|gbp|brl|mxn|cad|aud|chf|jpy|cny|inr|sek|nok|dkk|pln|czk|huf|aed|sar|ils|krw|rs|kr|rmb)(?=\d)/;

const lineBreak = /[\n\r]/;
const sentenceEnd = /[.!?…。！？؟।;；]/;
const clauseEnd = /[,:،、，：()（）•·|\p{Extended_Pictographic}]|[–—]| - /u;
const colon = /^[ \t*_"”»]{0,3}[:：]/;

/**
 * Words and numbers of a text. In scripts without spaces each character is a token.
 * @param text normalized
 */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let [sentence, clause, end] = [0, 0, 0];
  const push = (token: Pick<Token, 'text' | 'type' | 'start' | 'end'>) => {
    const gap = text.slice(end, token.start);
    const startsLine = tokens.length === 0 || lineBreak.test(gap);
    const previous = tokens.at(-1);
    if (previous) {
      previous.endsLine = startsLine;
      previous.colonAfter = colon.test(gap);
      if (startsLine || (sentenceEnd.test(gap) && !isAbbreviation(previous, gap, text, token))) {
        sentence += 1;
        clause += 1;
      } else if (clauseEnd.test(gap)) clause += 1;
    }
    tokens.push({
      ...token,
      sentence,
      clause,
      startsLine,
      endsLine: true,
      touches: token.start === end && tokens.length > 0,
      colonAfter: false,
    });
    end = token.end;
  };
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const written = match[0];
    const start = match.index;
    const { date, number, name } = match.groups ?? {};
    const folded = foldCase(written);
    if (name !== undefined) {
      const currency = currencyPrefix.exec(folded)?.[0];
      if (currency) {
        push({ text: currency, type: 'word', start, end: start + currency.length });
        pattern.lastIndex = start + currency.length;
        continue;
      }
    }
    const type =
      date !== undefined ? 'date' : number !== undefined ? 'number' : name !== undefined ? 'name' : 'word';
    push({ text: folded, type, start, end: start + written.length });
  }
  const last = tokens.at(-1);
  if (last) last.colonAfter = colon.test(text.slice(end, end + 5));
  return tokens;
}

/** "approx. 40", "Sr. Gómez", "J. Smith": this full stop ends no sentence. */
function isAbbreviation(
  { text: word, type }: Token,
  gap: string,
  text: string,
  next: { start: number; type: Token['type'] },
): boolean {
  if (!/^\.[ \t]?$/.test(gap)) return false;
  if (type === 'number') return next.type === 'word' && /\p{Ll}/u.test(text[next.start] ?? '');
  if (gap === '.') return true;
  return word.length <= 4 && !/^\p{Lu}/u.test(text[next.start] ?? '')
    ? true
    : titles.has(word) || word.length === 1;
}

const titles = new Set(
  'mr mrs ms dr st sr sra srta dra prof ing lic dott dssa sig avv arch mme mlle hr fr dhr mevr drs ir mgr bc inz p'.split(
    ' ',
  ),
);
