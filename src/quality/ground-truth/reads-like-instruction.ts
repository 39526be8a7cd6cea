import { foldCase } from '../text/case-folded.ts';
import { marks, orders, requests } from './instruction-patterns.ts';

/**
 * `mark`: it has the marks of a prompt. `order`: it speaks to a model. `request`: it says what is to be written, as a
 * colleague may say it too.
 */
export type InstructionKind = 'mark' | 'order' | 'request';

/** Whether a text gives instructions to the writer, in whatever way. */
export function readsLikeInstruction(text: string): boolean {
  return instructionIn(text) !== null;
}

/**
 * Whether a text speaks to the language model that reads it, and not to the people who keep it: such a text is no
 * fact. It tells a note about what a lead asked us for from an order to the writer by its form.
 */
export function instructionIn(text: string): InstructionKind | null {
  // An order stands at the head or at the end of a long text as well as in the middle, but not beyond all reason.
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
/** Nobody spells a dozen letters out for a colleague. */
const spelledOut = /(?<![\p{L}\d])\p{L}(?:[ .\-_*]{1,3}\p{L}(?![\p{L}\d])){11}/u;

/** "i g n o r e  a l l" and "i.g.n.o.r.e" as they are read. */
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
 * Words of Latin and other letters mixed, with the letters that they look like. The pattern takes whole words: one that
 * searched inside a word would take time that grows with the square of its length, and Chinese has no spaces.
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

/** "1gn0re" as it is read; numbers stay what they are. */
function unleeted(text: string): string {
  return text.replace(/[\p{L}\d@$!]{3,30}/gu, (word) =>
    /\p{L}/u.test(word) && /[\d@$]/.test(word)
      ? word.replace(/[0134573@$!]/g, (sign) => leet[sign] ?? sign)
      : word,
  );
}
