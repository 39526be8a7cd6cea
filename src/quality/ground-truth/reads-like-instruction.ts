import { foldCase } from '../text/case-folded.ts';
import { marks, orders, requests } from './instruction-patterns.ts';

/**
 * `mark`: contains markers of a prompt. `order`: addresses a model. `request`: says what is to be written, which a
 * colleague may say too.
 */
export type InstructionKind = 'mark' | 'order' | 'request';

/** Whether a text gives any kind of instruction to the writer. */
export function readsLikeInstruction(text: string): boolean {
  return instructionIn(text) !== null;
}

/**
 * Whether a text addresses the language model that reads it, instead of the people who store it. Such a text is not a
 * fact. A note about a lead's request and an instruction to the writer differ in their form.
 */
export function instructionIn(text: string): InstructionKind | null {
  // In a long text, only the start and the end are searched, to limit the time.
  const start = text.length > longest ? `${text.slice(0, longest / 2)}\n${text.slice(-longest / 2)}` : text;
  const plain = latin(foldCase(start)).replace(/[‘’`´]/g, "'");
  if (marks.test(plain) || spelledOut.test(plain)) return 'mark';
  const forms = new Set(
    [plain, unspaced(plain), unleeted(plain)].map((form) => form.replace(/[ \t\u00a0]+/g, ' ')),
  );
  const isAny = (patterns: readonly RegExp[]) =>
    [...forms].some((form) => patterns.some((pattern) => pattern.test(form)));
  if (isAny(orders)) return 'order';
  return isAny(requests) ? 'request' : null;
}

const longest = 20_000;

const spaced = /(?<![\p{L}\d])\p{L}(?:[ .\-_*]\p{L}(?![\p{L}\d])){3,}/gu;
/** Nobody spells out a dozen letters for a colleague. */
const spelledOut = /(?<![\p{L}\d])\p{L}(?:[ .\-_*]{1,3}\p{L}(?![\p{L}\d])){11}/u;

/** "i g n o r e  a l l" and "i.g.n.o.r.e" without the separators. */
function unspaced(text: string): string {
  return text.replace(spaced, (letters) => letters.replace(/[ .\-_*]/g, ''));
}

const lookalikes: Readonly<Record<string, string>> = {
  а: 'a',
  е: 'e',
  о: 'o',
  р: 'p',
  с: 'c',
  у: 'y',
  х: 'x',
  і: 'i',
  ѕ: 's',
  ј: 'j',
  ν: 'v',
  ο: 'o',
  α: 'a',
  ι: 'i',
};

/**
 * Replaces letters that look like Latin ones in words that mix alphabets. The pattern matches whole words: a search
 * inside words would take time that grows with the square of their length, and Chinese has no spaces.
 */
function latin(text: string): string {
  return text.replace(/\p{L}+/gu, (word) =>
    /[a-z]/.test(word) ? word.replace(/[^a-z]/g, (letter) => lookalikes[letter] ?? letter) : word,
  );
}

const leet: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/** "1gn0re" with letters instead of digits. Numbers stay unchanged. */
function unleeted(text: string): string {
  return text.replace(/[\p{L}\d@$!]{3,30}/gu, (word) =>
    /\p{L}/u.test(word) && /[\d@$]/.test(word)
      ? word.replace(/[0134573@$!]/g, (sign) => leet[sign] ?? sign)
      : word,
  );
}
