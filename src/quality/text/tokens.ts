import { foldCase } from './case-folded.ts';
import type { Span } from './mask.ts';

export interface Token extends Span {
  /** The folded word, or the digits of a number with their separators. */
  text: string;
  /** `name`: letters and digits in one word, such as "GPT4" or "B2B". */
  type: 'word' | 'number' | 'date' | 'name';
  /** The number of its sentence and of its clause. Both count from 0 across the text. */
  sentence: number;
  clause: number;
  startsLine: boolean;
  endsLine: boolean;
  /** Whether it follows the previous token without a space or sign between them. */
  touches: boolean;
  colonAfter: boolean;
}

const year = String.raw`(?:19|20)\d\d`;
const date = new RegExp(
  [
    // 2026-11-17, with a time of day; 2026-11
    String.raw`${year}(?<iso>[-/.])\d{1,2}\k<iso>\d{1,2}(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?(?!\d)`,
    String.raw`${year}-\d\d(?![\d-])`,
    // 17.11.2026, 17. 11. 2026, 17/11/26
    String.raw`\d{1,2}(?<dmy>[./-]) ?\d{1,2}\k<dmy> ?(?:${year}|\d\d)(?!\d|[.,/-]\d)`,
    // 14:30, 14h30, 14 h 30, 14u30
    String.raw`\d{1,2}:\d\d(?::\d\d)?(?!\d)`,
    String.raw`\d{1,2} ?[hu] ?[0-5]\d(?![\d\p{L}])`,
    // 15/12, 30.11.
    String.raw`\d{1,2}/\d{1,2}(?![\d/])`,
    String.raw`\d{1,2}\. ?(?:0?[1-9]|1[0-2])\.(?!\d)`,
  ].join('|'),
  'uy',
);
const number = /\d{1,3}(?:[ '’]\d{3})+(?:[.,]\d{1,2})?(?![\d\p{L}])|\d+(?:[.,]\d+)*/uy;
/** Currency codes directly before an amount. They do not make it a name with digits. */
const currencyPrefix =
  /^(?:usd|eur|gbp|brl|mxn|cad|aud|chf|jpy|cny|inr|sek|nok|dkk|pln|czk|huf|aed|sar|ils|krw|rs|kr|rmb)$/;

/** The kinds of characters that the tokenizer distinguishes. */
const Kind = {
  Other: 0,
  Letter: 1,
  /** A letter in a script without spaces between words. It forms a token of its own. */
  Unspaced: 2,
  Digit: 3,
} as const;
type Kind = (typeof Kind)[keyof typeof Kind];

const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー々〇]/u;
const letter = /[\p{L}\p{M}]/u;

/** Cache of the kinds of characters. 0 means that a character has not been looked up. */
const kinds = new Uint8Array(0x10000);

function kindAt(text: string, index: number): Kind {
  const code = text.charCodeAt(index);
  const known = kinds[code] ?? 0;
  if (known > 0) return (known - 1) as Kind;
  if (code >= 0xd800 && code < 0xe000) return kindOf(String.fromCodePoint(text.codePointAt(index) ?? code));
  const kind = kindOf(text.charAt(index));
  kinds[code] = kind + 1;
  return kind;
}

function kindOf(character: string): Kind {
  if (character >= '0' && character <= '9') return Kind.Digit;
  if (unspaced.test(character)) return Kind.Unspaced;
  return letter.test(character) ? Kind.Letter : Kind.Other;
}

function widthAt(text: string, index: number): number {
  const code = text.charCodeAt(index);
  return code >= 0xd800 && code < 0xdc00 && index + 1 < text.length ? 2 : 1;
}

/** The end of a sequence of letters, optionally with digits. */
function endOfWord(text: string, from: number, withDigits: boolean): number {
  let end = from;
  while (end < text.length) {
    const kind = kindAt(text, end);
    if (kind !== Kind.Letter && !(withDigits && kind === Kind.Digit)) break;
    end += widthAt(text, end);
  }
  return end;
}

/** In tokens. Longer sentences are split, so that work on whole sentences stays bounded. */
const longestSentence = 200;
const lineBreak = /[\n\r]/;
const sentenceEnd = /[.!?…。！？؟।;；]/;
const clauseEnd = /[,:،、，：()（）•·|\p{Extended_Pictographic}]|[–—]| - /u;
const colon = /^[ \t*_"”»]{0,3}[:：]/;

/**
 * Splits a text into words and numbers. In scripts without spaces, each character is a token.
 * @param text normalized
 */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let [sentence, clause, end, sentenceStart] = [0, 0, 0, 0];
  const push = (token: Piece) => {
    const gap = text.slice(end, token.start);
    const startsLine = tokens.length === 0 || lineBreak.test(gap);
    const previous = tokens.at(-1);
    if (previous) {
      previous.endsLine = startsLine;
      previous.colonAfter = gap.length > 0 && colon.test(gap);
      const isEndless = tokens.length - sentenceStart >= longestSentence;
      if (
        startsLine ||
        isEndless ||
        (gap.length > 0 &&
          gap !== ' ' &&
          sentenceEnd.test(gap) &&
          !isAbbreviation(previous, gap, text, token))
      ) {
        sentence += 1;
        clause += 1;
        sentenceStart = tokens.length;
      } else if (gap.length > 0 && gap !== ' ' && clauseEnd.test(gap)) clause += 1;
    }
    tokens.push({
      text: token.text,
      type: token.type,
      start: token.start,
      end: token.end,
      sentence,
      clause,
      startsLine,
      endsLine: true,
      touches: token.start === end && tokens.length > 0,
      colonAfter: false,
    });
    end = token.end;
  };
  let index = 0;
  while (index < text.length) {
    const kind = kindAt(text, index);
    if (kind === Kind.Other) {
      index += widthAt(text, index);
      continue;
    }
    const token = kind === Kind.Digit ? numberAt(text, index) : wordAt(text, index, kind);
    push(token);
    index = token.end;
  }
  const last = tokens.at(-1);
  if (last) last.colonAfter = colon.test(text.slice(end, end + 5));
  return tokens;
}

type Piece = Pick<Token, 'text' | 'type' | 'start' | 'end'>;

function numberAt(text: string, start: number): Piece {
  date.lastIndex = start;
  number.lastIndex = start;
  const dated = date.exec(text)?.[0];
  const written = dated ?? number.exec(text)?.[0] ?? text.charAt(start);
  return { text: foldCase(written), type: dated ? 'date' : 'number', start, end: start + written.length };
}

function wordAt(text: string, start: number, kind: Kind): Piece {
  const end = kind === Kind.Unspaced ? start + widthAt(text, start) : endOfWord(text, start, false);
  const word = foldCase(text.slice(start, end));
  const isName =
    kind === Kind.Letter &&
    end < text.length &&
    kindAt(text, end) === Kind.Digit &&
    !currencyPrefix.test(word);
  if (!isName) return { text: word, type: 'word', start, end };
  const endOfName = endOfWord(text, end, true);
  return { text: foldCase(text.slice(start, endOfName)), type: 'name', start, end: endOfName };
}

/** "approx. 40", "Sr. Gómez", "J. Smith": the full stop does not end the sentence. */
function isAbbreviation(
  { text: word, type, end }: Token,
  gap: string,
  text: string,
  next: { start: number; type: Token['type'] },
): boolean {
  if (!/^\.[ \t]?$/.test(gap)) return false;
  if (type === 'number') {
    // "3. etasje", "3. Dezember"
    const isOrdinal = word.length <= 2 && germanMonth.test(text.slice(next.start, next.start + 9));
    return next.type === 'word' && (isOrdinal || /\p{Ll}/u.test(text[next.start] ?? ''));
  }
  if (gap === '.') return true;
  const isInitial = word.length === 1 && /^\p{Lu}/u.test(text.slice(end - 1));
  return word.length <= 4 && !/^\p{Lu}/u.test(text[next.start] ?? '') ? true : titles.has(word) || isInitial;
}

const germanMonth = /^(?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)/;
const titles = new Set(
  'exmo exma ilmo ilma eng arq sig dott mr mrs ms dr st sr sra srta dra prof ing lic dott dssa sig avv arch mme mlle hr fr dhr mevr drs ir mgr bc inz p'.split(
    ' ',
  ),
);
