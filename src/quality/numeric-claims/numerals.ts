import type { Lexicon } from '../languages/lexicon.ts';
import type { Span } from '../text/mask.ts';
import type { Token } from '../text/tokens.ts';
import { roundOff } from './claim.ts';

/** A number in a text, of any kind. */
export interface Numeral extends Span {
  /** The most likely value first: "1.500" is 1500 or 1.5. */
  values: readonly number[];
  /** The values without a following letter that may also be a unit: 5 for "5m". */
  unscaled: readonly number[];
  /** Indexes of its first and last token. */
  first: number;
  last: number;
  isSpelled: boolean;
  /** Whether it is a word that may mean something else. */
  isDoubtful: boolean;
  /** The factor of a word such as "thousand", or 1. */
  scale: number;
}

/** Finds the numbers of a text, in digits and in words, in the order of the text. */
export function findNumerals(tokens: readonly Token[], text: string, lexicon: Lexicon): Numeral[] {
  const found: Numeral[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    const numeral =
      token?.type === 'number'
        ? inDigits(tokens, index, text, lexicon)
        : token?.type === 'word'
          ? inWords(tokens, index, lexicon)
          : null;
    if (!numeral) continue;
    found.push(numeral);
    index = numeral.last;
  }
  return found;
}

/**
 * The possible values of digits with separators. "5,000", "5.000", "5 000", "5'000" and "3,60,000" have thousands
 * separators, "5.5" and "5,50" have decimals.
 */
export function valuesOf(written: string, decimalSigns: ReadonlySet<string>): number[] {
  const compact = written.replace(/[ '’]/g, '');
  const last = Math.max(compact.lastIndexOf('.'), compact.lastIndexOf(','));
  if (last < 0) return [Number(compact)];
  const separator = compact[last] ?? '';
  const whole = Number(compact.replace(/[.,]/g, ''));
  const decimal = Number(`${compact.slice(0, last).replace(/[.,]/g, '')}.${compact.slice(last + 1)}`);
  const isOnce = compact.indexOf(separator) === last;
  const hasBoth = compact.includes('.') && compact.includes(',');
  if (!isOnce) return [whole];
  if (hasBoth || compact.length - last - 1 !== 3 || compact.startsWith('0')) return [decimal];
  // "1.250" is a whole number in German. In English it may have decimals.
  return decimalSigns.has(separator) ? [whole, decimal] : [whole];
}

function inDigits(tokens: readonly Token[], first: number, text: string, lexicon: Lexicon): Numeral | null {
  const token = tokens[first];
  if (!token) return null;
  let values = valuesOf(token.text, lexicon.decimalSigns);
  const unscaled: number[] = [];
  let last = first;
  let scale = 1;
  for (let next = tokens[last + 1]; next; next = tokens[last + 1]) {
    const factor = scaleOf(next, tokens[last]?.end ?? 0, text, lexicon);
    if (factor === null) break;
    // A letter such as "m" may also be a unit.
    const isLetter = /^[mb]$/.test(next.text);
    if (isLetter) unscaled.push(...values);
    values = values.map((value) => roundOff(value * factor));
    scale *= factor;
    last += 1;
    // 1億2000万
    const more = tokens[last + 1];
    const unit = tokens[last + 2];
    if (more?.type === 'number' && more.touches && unit?.touches) {
      const smaller = lexicon.scales.get(unit.text);
      if (smaller && smaller < factor) {
        const [added = 0] = valuesOf(more.text, lexicon.decimalSigns);
        values = values.map((value) => value + added * smaller);
        last += 2;
      }
    }
  }
  const end = tokens[last]?.end ?? token.end;
  return {
    values,
    unscaled,
    first,
    last,
    start: token.start,
    end,
    isSpelled: false,
    isDoubtful: false,
    scale,
  };
}

/** The factor by which the token after a number multiplies it, or null. */
function scaleOf(token: Token, end: number, text: string, lexicon: Lexicon): number | null {
  const factor = lexicon.scales.get(token.text);
  // "50 cents" does not mean 50 hundred.
  const isSmall = factor !== undefined && factor < 1000 && /^\p{Script=Latin}/u.test(token.text);
  if (factor === undefined || isSmall || token.start - end > 1 || token.startsLine) return null;
  // "5k" and "5 k€" are multiplied, but "5 m" are metres.
  const isLetter = token.text.length === 1 && /^[a-z]$/.test(token.text);
  return !isLetter || token.touches || /^ ?[$€£]/.test(text.slice(token.end, token.end + 2)) ? factor : null;
}

/** The number that a single word means, or null. */
export function numberOfWord(word: string, lexicon: Lexicon): number | null {
  const parts = partsOf(word, lexicon);
  const run = parts.length > 0 ? addParts(null, parts, lexicon) : null;
  return run && run.total + run.current;
}

interface Run {
  total: number;
  current: number;
}

function inWords(tokens: readonly Token[], first: number, lexicon: Lexicon): Numeral | null {
  const start = tokens[first];
  if (!start) return null;
  let run: Run | null = null;
  let last = first;
  let isDoubtful = false;
  for (let index = first; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (!token || (index > first && (token.sentence !== start.sentence || token.clause !== start.clause)))
      break;
    if (run && lexicon.numberJoiners.has(token.text) && !lexicon.numberWords.has(token.text)) continue;
    const parts: readonly string[] = partsOf(token.text, lexicon);
    if (parts.length === 0) break;
    const joined: Run | null = addParts(run, parts, lexicon);
    if (!joined) break;
    if (index === first)
      isDoubtful = lexicon.doubtfulNumberWords.has(token.text) && !countsPlural(tokens, index);
    run = joined;
    last = index;
  }
  if (!run) return null;
  const value = run.total + run.current;
  return {
    values: [value],
    unscaled: [],
    first,
    last,
    start: start.start,
    end: tokens[last]?.end ?? start.end,
    isSpelled: true,
    isDoubtful: isDoubtful && last === first,
    scale: 1,
  };
}

/** "Vos neuf moniteurs" means nine, "un site neuf" means new. */
function countsPlural(tokens: readonly Token[], index: number): boolean {
  return tokens[index]?.text === 'neuf' && /^\p{L}{3,}[sx]$/u.test(tokens[index + 1]?.text ?? '');
}

const none: readonly string[] = [];

/** The number words that make up a word. Empty if it is not a number. */
function partsOf(word: string, lexicon: Lexicon): readonly string[] {
  if (lexicon.numberWords.has(word) || isScaleWord(word, lexicon)) return [word];
  if (!lexicon.joinsNumberWords || word.length < 6 || word.length > 60) return none;
  return splitUp(word, 0, lexicon) ?? none;
}

const longestPart = 14;

function splitUp(word: string, from: number, lexicon: Lexicon): string[] | null {
  if (from === word.length) return [];
  for (let end = Math.min(word.length, from + longestPart); end > from + 1; end -= 1) {
    const part = word.slice(from, end);
    const isNumber = lexicon.numberWords.has(part) || isScaleWord(part, lexicon);
    const isJoiner = from > 0 && end < word.length && lexicon.numberJoiners.has(part);
    if (!isNumber && !isJoiner) continue;
    const rest = splitUp(word, end, lexicon);
    if (rest) return isJoiner ? rest : [part, ...rest];
  }
  return null;
}

/** Abbreviations such as "k" count only after digits. */
function isScaleWord(word: string, { scales }: Lexicon): boolean {
  return scales.has(word) && (word.length > 2 || !/^[a-z]+$/.test(word));
}

function addParts(run: Run | null, parts: readonly string[], lexicon: Lexicon): Run | null {
  let result = run;
  for (const part of parts) {
    const number = lexicon.scales.has(part) ? undefined : lexicon.numberWords.get(part);
    const next: Run | null =
      number === undefined
        ? multiplied(result, lexicon.scales.get(part) ?? 1, part)
        : added(result, number, part, parts.length > 1);
    if (!next) return null;
    result = next;
  }
  return result;
}

/** "Mil euros" is an amount. "Migliaia" and "thousands" are vague. */
const standingAlone = new Set(
  'mil mille cien ciento cem cento cent hundert tausend honderd duizend hundred thousand million dozen douzaine docena duzia dutzend dozijn dozzina'.split(
    ' ',
  ),
);

/**
 * Words that multiply, and that can stand alone as in "mil euros" and "a dozen". A Chinese or Japanese character needs
 * a number before it.
 */
function multiplied(run: Run | null, factor: number, word: string): Run | null {
  if (!run)
    return standingAlone.has(word)
      ? { total: factor >= 1000 ? factor : 0, current: factor >= 1000 ? 0 : factor }
      : null;
  if (factor < 1000) {
    return run.current > 0 && run.current < 100 ? { ...run, current: run.current * factor } : null;
  }
  if (run.current === 0 || run.current >= factor) return null;
  return { total: run.total + run.current * factor, current: 0 };
}

/** Adds the next word of a number. Returns null if it starts another number: "two three" are two numbers. */
function added(run: Run | null, value: number, word: string, isJoined: boolean): Run | null {
  if (!run) return { total: 0, current: value };
  const { current } = run;
  // Quatre-vingts
  if (current % 100 === 4 && value === 20 && word.startsWith('vingt'))
    return { ...run, current: current + 76 };
  // Einundzwanzig
  if (isJoined && current % 100 > 0 && current % 100 < 10 && value >= 20 && value < 100) {
    return { ...run, current: current + value };
  }
  const free = current === 0 ? 1000 : current % 100 === 0 ? 100 : current % 10 === 0 ? 10 : 0;
  const isFrench = value < 20 && (current % 100 === 60 || current % 100 === 80);
  const fits = value > 0 && (value < free || isFrench) && !(current === 0 && run.total === 0);
  return fits ? { ...run, current: current + value } : null;
}
