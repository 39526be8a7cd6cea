import { numberWord } from './number-words.ts';

/** A number as it stands in a text, whatever it counts. */
export interface Numeral {
  value: number;
  start: number;
  end: number;
  /** What a suffix such as "k" has multiplied it by; else 1. */
  scale: number;
  /** In words, not in digits. */
  spelled: boolean;
}

const digits = /\d{1,3}(?:[ '’]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d+)*/g;
/** "5k", "1.5M", and "1,5 M€", "5 k$". */
const scaleLetter = /(?:[kK]|MM?|bn|B)(?![\p{L}\d])| [kKM](?=[$€£])/uy;
const scaleWord =
  /\s?(?:mil|mille|thousand|tausend|tsd\.?|millones|millón|milhões|milhão|millions?|millionen|mio\.?|billions?|milliards?|milliarden?|mrd\.?)(?![\p{L}\d])/iuy;
const word = /\p{L}+/gu;
const between = /^(?:[ \t]+|-|[ \t]+(?:and|y|e|et|und)[ \t]+|-et-)$/u;
/** "Neuf clients" are nine, "un site neuf" is new. */
const countsBehind = /^ (?:\p{Ll}{2,20}[sx](?!\p{L})|[€$%]|pour cent|cent|mille)/u;
const french20 = new Set(['vingt', 'vingts']);

/** The numbers of a text in their order, those in words with them. */
export function findNumerals(text: string, language: string | null): Numeral[] {
  const found = [...inDigits(text), ...inWords(text, language)];
  return found
    .sort((a, b) => a.start - b.start)
    .filter((one, index) => one.start >= (found[index - 1]?.end ?? 0));
}

function inDigits(text: string): Numeral[] {
  const found: Numeral[] = [];
  for (const match of text.matchAll(digits)) {
    const start = match.index;
    let end = start + match[0].length;
    const times = scaleBehind(text, end);
    end += times.length;
    const factor = scaleOf(times);
    found.push({ value: round(numberOf(match[0]) * factor), start, end, scale: factor, spelled: false });
  }
  return found;
}

/**
 * "5,000", "5.000", "5 000" and "5'000" are five thousand; "5.5" and "5,50" have decimals.
 * @param written digits with separators between them
 */
export function numberOf(written: string): number {
  const compact = written.replace(/[ '’]/g, '');
  const last = Math.max(compact.lastIndexOf('.'), compact.lastIndexOf(','));
  if (last < 0) return Number(compact);
  const separator = compact[last] ?? '';
  const other = separator === '.' ? ',' : '.';
  const decimals = compact.length - last - 1;
  const once = compact.indexOf(separator) === last;
  const isDecimal = once && (decimals !== 3 || compact.includes(other) || compact.startsWith('0'));
  const whole = (isDecimal ? compact.slice(0, last) : compact).replace(/[.,]/g, '');
  return Number(isDecimal ? `${whole}.${compact.slice(last + 1)}` : whole);
}

function scaleBehind(text: string, at: number): string {
  scaleLetter.lastIndex = at;
  scaleWord.lastIndex = at;
  return scaleLetter.exec(text)?.[0] ?? scaleWord.exec(text)?.[0] ?? '';
}

function scaleOf(times: string): number {
  const suffix = times.trim().toLowerCase().replace('.', '');
  if (suffix === '') return 1;
  if (['k', 'mil', 'mille', 'thousand', 'tausend', 'tsd'].includes(suffix)) return 1000;
  return /^(?:b|mrd|milliard)/.test(suffix) ? 1e9 : 1e6;
}

function inWords(text: string, language: string | null): Numeral[] {
  const found: Numeral[] = [];
  let run: Run | null = null;
  const close = () => {
    if (run) {
      const { total, current, start, end } = run;
      found.push({ value: total + current, start, end, scale: 1, spelled: true });
    }
    run = null;
  };
  for (const match of text.matchAll(word)) {
    const spelled = match[0].toLowerCase();
    const start = match.index;
    const end = start + spelled.length;
    const known = numberWord(spelled, null);
    if (!known) {
      // "and" between two number words may join them; what stands in between is looked at with the next one.
      if (run && start - run.end > 8) close();
      continue;
    }
    // Behind another one it is a number in any language: "quatre-vingt-dix-neuf", but "two cents" is none.
    const isNumber = numberWord(spelled, language) !== null;
    const canJoin: boolean =
      run !== null && (isNumber || spelled !== 'cents') && between.test(text.slice(run.end, start));
    const joined: Run | null = run !== null && canJoin ? join(run, known, spelled) : null;
    if (joined) {
      run = { ...joined, end };
      continue;
    }
    if (!isNumber || (spelled === 'neuf' && !countsBehind.test(text.slice(end, end + 24)))) continue;
    close();
    const preceded = /[\d\p{L}_]$/u.test(text.slice(Math.max(0, start - 1), start));
    // A word that only multiplies, such as "thousands", needs something to multiply, but "mil" and "tausend" stand alone.
    if (preceded || (known.multiplies && needsCount(spelled))) continue;
    const isThousand = known.multiplies && known.value >= 1000;
    run = { total: isThousand ? known.value : 0, current: isThousand ? 0 : known.value, start, end };
  }
  close();
  return found;
}

interface Run {
  total: number;
  current: number;
  start: number;
  end: number;
}

function needsCount(word: string): boolean {
  return /^(?:millions?|milliards?|cents|vingts)$/.test(word);
}

/** The next word of a number, or null when it begins another one: "two three" are two numbers. */
function join(
  run: Run,
  { value, multiplies }: { value: number; multiplies: boolean },
  word: string,
): Run | null {
  if (french20.has(word) && run.current % 100 === 4) return { ...run, current: run.current + 76 };
  if (multiplies) {
    if (value < 1000) {
      const isNext = run.current > 0 && run.current < 100;
      return isNext ? { ...run, current: run.current * value } : null;
    }
    if (run.current === 0 || run.current >= value) return null;
    return { ...run, total: run.total + run.current * value, current: 0 };
  }
  const free = run.current === 0 ? 1000 : run.current % 100 === 0 ? 100 : run.current % 10 === 0 ? 10 : 0;
  const fits = value > 0 && (value < free || (value < 20 && /(?:6|8)0$/.test(String(run.current))));
  return fits && !(run.current === 0 && run.total === 0) ? { ...run, current: run.current + value } : null;
}

/** Free of what binary fractions add: 0.1 × 3 is 0.3. */
function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
