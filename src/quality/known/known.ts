import { findAddresses } from '../addresses/addresses.ts';
import { findPhones, samePhones } from '../addresses/phones.ts';
import { impliedUrls } from '../addresses/urls.ts';
import { anyCurrency, moneyKeys } from '../figures/currencies.ts';
import { impliedDates } from '../figures/dates.ts';
import type { Reading } from '../figures/figure.ts';
import { findFigures } from '../figures/find-figures.ts';
import { figureOf } from '../figures/read-numeral.ts';
import { foldedWords } from '../text/folded.ts';
import { legible } from '../text/legible.ts';
import { overwrite } from '../text/overwrite.ts';
import { hintOf, type KeyHint, noHint, spanIn } from './key-hints.ts';

/** All that may be said, in the forms in which it is compared. */
export interface Known {
  /** Every text that is known, as it was given. */
  texts: readonly string[];
  /** Every word of them, folded. */
  words: ReadonlySet<string>;
  /** Every figure of them and all that follows from it, as `readingKey` writes it. */
  figures: ReadonlySet<string>;
  emails: ReadonlySet<string>;
  urls: ReadonlySet<string>;
  phones: ReadonlySet<string>;
}

/** Something that is known. */
export interface KnownPart {
  /** Any JSON. */
  value: unknown;
  /** Whether the web and e-mail addresses and phone numbers in it may be passed on: not those that a stranger typed. */
  contacts: boolean;
}

export function readingKey({ kind, key }: Reading): string {
  return `${kind} ${key}`;
}

/** Gathers what may be said from any JSON. */
export function collectKnown(parts: readonly KnownPart[]): Known {
  const known = {
    texts: [] as string[],
    words: new Set<string>(),
    figures: new Set<string>(),
    emails: new Set<string>(),
    urls: new Set<string>(),
    phones: new Set<string>(),
  };
  for (const { value, contacts } of parts) {
    for (const leaf of leavesOf(value)) {
      const text = String(leaf.value);
      known.texts.push(text);
      for (const word of foldedWords(text)) known.words.add(word);
      const readings =
        typeof leaf.value === 'number'
          ? ofNumber(leaf.value, leaf.hint)
          : ofText(text, leaf, contacts, known);
      for (const reading of readings) {
        const keys = reading.kind === 'date' ? impliedDates(reading.key) : [reading.key];
        for (const key of keys) known.figures.add(readingKey({ kind: reading.kind, key }));
      }
    }
  }
  return known;
}

interface Leaf {
  value: string | number | boolean;
  hint: KeyHint;
}

/** Every text and number of a JSON value; by a list of what is left to do, so that no depth is too deep. */
function leavesOf(root: unknown): Leaf[] {
  const leaves: Leaf[] = [];
  const open: { value: unknown; hint: KeyHint }[] = [{ value: root, hint: noHint }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, hint } = next;
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
      leaves.push({ value, hint });
    } else if (Array.isArray(value)) {
      for (const item of value) open.push({ value: item, hint });
    } else if (typeof value === 'object' && value !== null) {
      const record = value as Record<string, unknown>;
      for (const [key, item] of Object.entries(record)) {
        open.push({ value: item, hint: hintOf(key, record) });
        const span = spanIn(key);
        if (span !== null) leaves.push({ value: span, hint: noHint });
      }
    }
  }
  return leaves;
}

function ofNumber(value: number, hint: KeyHint): Reading[] {
  return hint.bare.flatMap((sense) => {
    // A rate of 0.1 is told as "10%".
    const isFraction = sense.kind === 'percentage' && Math.abs(value) < 1;
    const values = isFraction ? [value, Math.round(value * 1e6) / 1e4] : [value];
    return values.flatMap((one) => {
      const numeral = { value: one, start: 0, end: 0, scale: 1, spelled: false };
      return figureOf({ numeral, sense, start: 0, end: 0 }).readings;
    });
  });
}

interface Contacts {
  emails: Set<string>;
  urls: Set<string>;
  phones: Set<string>;
}

function ofText(written: string, { hint }: Leaf, contacts: boolean, into: Contacts): Reading[] {
  const { text } = legible(written);
  const { emails, urls, rest } = findAddresses(text);
  const phones = hint.isPhone ? [] : findPhones(rest, () => false);
  if (contacts) {
    for (const { key } of emails) if (key !== null) into.emails.add(key);
    for (const { key } of urls)
      for (const implied of key === null ? [] : impliedUrls(key)) into.urls.add(implied);
    const numbers = hint.isPhone ? [text] : phones.map(({ start, end }) => text.slice(start, end));
    for (const number of numbers) for (const same of samePhones(number)) into.phones.add(same);
  }
  if (hint.isPhone) return [];
  const figured = overwrite(rest, phones);
  const figures = hint.bare.flatMap((bare) => findFigures(figured, null, bare));
  return figures.flatMap(({ kind, readings, start }) =>
    kind === 'number' && budget.test(figured.slice(Math.max(0, start - 24), start))
      ? [...readings, ...readings.flatMap(({ key }) => moneyKeys(Number(key), anyCurrency)).map(asMoney)]
      : readings,
  );
}

/** In "a budget of 5000" the number is money, of whatever currency. */
const budget =
  /(?:budget|price|cost|presupuesto|precio|orçamento|preço|prix|preis)\p{L}*(?: \p{L}+){0,2}[ :=~]{0,3}$/iu;

function asMoney(key: string): Reading {
  return { kind: 'money', key };
}
