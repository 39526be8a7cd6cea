import { findAddresses } from '../addresses/addresses.ts';
import { findPhones, phoneKey, samePhones } from '../addresses/phones.ts';
import { impliedUrls } from '../addresses/urls.ts';
import { type Lexicon, lexiconOfFacts } from '../languages/lexicon.ts';
import { keysOf, type NumericClaim, type Reading } from '../numeric-claims/claim.ts';
import { anyCurrency } from '../numeric-claims/currencies.ts';
import { impliedDates } from '../numeric-claims/dates.ts';
import { findClaims } from '../numeric-claims/find-claims.ts';
import { eventsIn } from '../numeric-claims/known-events.ts';
import { isOfName, type NameNumbers, nameNumbersOf } from '../numeric-claims/name-numbers.ts';
import { readingsOf } from '../numeric-claims/sense.ts';
import { foldCase } from '../text/case-folded.ts';
import { mask } from '../text/mask.ts';
import { normalized } from '../text/normalized.ts';
import type { Token } from '../text/tokens.ts';
import { DerivedValues } from './derived-values.ts';
import type { KeyHint } from './key-hints.ts';
import { type Leaf, leavesOf } from './leaves.ts';
import { basisOfKey, partsIn, quantitiesIn } from './quantities.ts';

/** What a message may say, in the forms in which texts are compared. It is built once per follow-up. */
export interface GroundTruth {
  /** Every text of the facts, unchanged. */
  texts: readonly string[];
  /** Every word of these texts, folded. */
  words: ReadonlySet<string>;
  /** Keys of every number, date and name with digits, in the form of `keysOf`. */
  keys: ReadonlySet<string>;
  emails: ReadonlySet<string>;
  urls: ReadonlySet<string>;
  phones: ReadonlySet<string>;
  /** The kinds of events for which the facts have a date, such as "decision". */
  events: ReadonlySet<string>;
  /** Numbers that are part of the names of the lead's company, the site and its products. */
  nameNumbers: NameNumbers;
  /** What follows from the numbers by arithmetic. */
  derived: DerivedValues;
  /** A few numbers of each kind as the facts write them. They are shown as examples of known numbers. */
  examples: Readonly<Record<NumericClaim['kind'], readonly string[]>>;
}

/** A part of the facts. */
export interface Source {
  /** Any JSON. */
  value: unknown;
  /**
   * Messages may contain the addresses and phone numbers of a trusted source. An untrusted source, such as text from a
   * lead or a visitor, supports numbers, dates and names only.
   */
  isTrusted: boolean;
}

/**
 * @param language BCP 47 tag of the reader's language; null if unknown
 * @param names whose numbers support no other numbers: "7Twelve Logistics" does not have seven warehouses
 */
export function collectGroundTruth(
  sources: readonly Source[],
  language: string | null,
  contact: Partial<Contact> = {},
  names: readonly string[] = [],
): GroundTruth {
  const collected = new Collector(lexiconOfFacts(language), names);
  for (const source of sources) {
    for (const leaf of leavesOf(source.value)) collected.add(leaf, source.isTrusted);
  }
  if (contact.email) collected.addContact(contact.email, 'email');
  if (contact.phone) collected.addContact(contact.phone, 'phone');
  return collected.groundTruth();
}

/** The lead's own contact data. Each field is a single address. */
export interface Contact {
  email: string | null;
  phone: string | null;
}

const mostExamples = 6;

class Collector {
  readonly #lexicon: Lexicon;
  readonly #nameNumbers: NameNumbers;
  readonly #lookups = { left: 40 };
  readonly #texts: string[] = [];
  readonly #words = new Set<string>();
  readonly #keys = new Set<string>();
  readonly #emails = new Set<string>();
  readonly #urls = new Set<string>();
  readonly #phones = new Set<string>();
  readonly #events = new Set<string>();
  /** The numbers of each text, which can be combined by arithmetic. */
  readonly #quantities: Reading[][] = [];
  readonly #examples: Record<NumericClaim['kind'], string[]> = {
    money: [],
    percentage: [],
    duration: [],
    date: [],
    number: [],
  };

  constructor(lexicon: Lexicon, names: readonly string[]) {
    this.#lexicon = lexicon;
    this.#nameNumbers = nameNumbersOf(names, lexicon);
  }

  add({ value, hint }: Leaf, isTrusted: boolean): void {
    const text = String(value);
    this.#texts.push(text);
    if (typeof value === 'number') {
      this.#words.add(text);
      this.#addNumber(value, hint);
    } else this.#addText(text, hint, isTrusted);
  }

  /** Only the address itself becomes known, whatever else the contact field contains. */
  addContact(written: string, kind: 'email' | 'phone'): void {
    const { text } = normalized(written);
    if (kind === 'phone') {
      this.#texts.push(written);
      for (const same of samePhones(text)) this.#phones.add(same);
      return;
    }
    const { emails } = findAddresses(text);
    const [email] = emails;
    if (emails.length !== 1 || !email?.key) return;
    this.#emails.add(email.key);
    this.#texts.push(email.key);
    for (const word of foldCase(email.key).match(/[\p{L}\p{M}\p{N}]+/gu) ?? []) this.#words.add(word);
  }

  groundTruth(): GroundTruth {
    return {
      texts: this.#texts,
      words: this.#words,
      keys: this.#keys,
      emails: this.#emails,
      urls: this.#urls,
      phones: this.#phones,
      events: this.#events,
      nameNumbers: this.#nameNumbers,
      derived: new DerivedValues(this.#quantities),
      examples: this.#examples,
    };
  }

  #addNumber(value: number, hint: KeyHint): void {
    for (const sense of hint.bare) {
      // A rate of 0.1 is written as "10%".
      const isFraction = sense.kind === 'percentage' && Math.abs(value) < 1;
      const values = isFraction ? [value, Math.round(value * 1e6) / 1e4] : [value];
      const readings = readingsOf(values, sense);
      const basis = hint.per === undefined ? {} : basisOfKey(hint.per, this.#lexicon);
      this.#quantities.push(
        readings.map((reading) => (reading.kind === 'money' ? { ...reading, ...basis } : reading)),
      );
      for (const reading of readings) this.#addReading(reading);
      this.#keys.add(`number ${value}`);
    }
  }

  #addText(written: string, hint: KeyHint, isTrusted: boolean): void {
    const { text, original } = normalized(written);
    for (const word of foldCase(text).match(/[\p{L}\p{M}\p{N}]+/gu) ?? []) this.#words.add(word);
    const { emails, urls, rest } = findAddresses(text);
    const phones = hint.isPhone ? [] : findPhones(rest, () => false, this.#lookups);
    if (isTrusted) {
      for (const { key } of emails) if (key !== null) this.#emails.add(key);
      for (const { key } of urls) {
        for (const implied of key === null ? [] : impliedUrls(key)) this.#urls.add(implied);
      }
      const numbers = hint.isPhone ? [text] : phones.map(({ start, end }) => text.slice(start, end));
      for (const number of numbers) {
        // Without a look-up, the number is only known in the form in which it is written.
        const forms = this.#lookups.left > 0 ? samePhones(number) : [phoneKey(number)];
        this.#lookups.left -= 1;
        for (const form of forms) this.#phones.add(form);
      }
    }
    if (hint.isPhone) return;
    const counted = mask(rest, phones);
    for (const bare of hint.bare) {
      const { claims: all, tokens, matches } = findClaims(counted, this.#lexicon, bare);
      const claims = all.filter((claim) => !isOfName(claim, tokens, this.#nameNumbers));
      for (const event of eventsIn({ claims, tokens })) this.#events.add(event);
      this.#addNames(tokens);
      for (const claim of claims) {
        if (!isRate(claim, claims, tokens)) this.#addClaim(claim, counted, original);
      }
      const parts = partsIn(tokens);
      for (const part of parts) this.#addReading(part);
      this.#quantities.push([...quantitiesIn({ claims, tokens, matches }), ...parts]);
    }
  }

  #addClaim(claim: NumericClaim, text: string, original: (start: number, end: number) => string): void {
    for (const reading of claim.readings) this.#addReading(reading);
    for (const value of claim.values) this.#keys.add(`number ${value}`);
    if (claim.kind === 'number' && budget.test(text.slice(Math.max(0, claim.start - 30), claim.start))) {
      const amounts = claim.values.map((value) => ({ kind: 'money', value, currency: anyCurrency }) as const);
      this.#quantities.push(amounts);
      for (const amount of amounts) this.#addReading(amount);
    }
    const examples = this.#examples[claim.kind];
    const behind = /^ ?\p{L}{1,20}(?!\p{L})/u.exec(text.slice(claim.end, claim.end + 24))?.[0] ?? '';
    const example = original(claim.start, claim.end + (claim.kind === 'number' ? behind.length : 0)).trim();
    if (examples.length < mostExamples && !examples.includes(example)) examples.push(example);
  }

  /** "GPT 4" is the same name as "GPT-4". */
  #addNames(tokens: readonly Token[]): void {
    for (const [index, { text, type }] of tokens.entries()) {
      const before = tokens[index - 1];
      if (type === 'name') this.#keys.add(`name ${text}`);
      if (type === 'number' && before?.type === 'word') this.#keys.add(`name ${before.text}${text}`);
    }
  }

  #addReading(reading: Reading): void {
    if (reading.kind === 'date') {
      for (const key of impliedDates(reading.key)) this.#keys.add(`date ${key}`);
    } else if (reading.kind === 'money') {
      this.#keys.add(`money ${reading.value} ${reading.currency}`);
      this.#keys.add(`money ${reading.value}`);
    } else for (const key of keysOf(reading)) this.#keys.add(key);
  }
}

/** In "$89 a month", the month is not a duration. */
function isRate(
  { kind, isSpelled, values, first }: NumericClaim,
  claims: readonly NumericClaim[],
  tokens: readonly Token[],
): boolean {
  if (kind !== 'duration' || !isSpelled || values[0] !== 1) return false;
  return claims.some(
    (other) =>
      other.kind === 'money' && other.first < first && tokens[other.first]?.clause === tokens[first]?.clause,
  );
}

/** In "a budget of 5000", the number is an amount in an unknown currency. */
const budget =
  /(?:budget|price|cost|presupuesto|precio|orçamento|preço|prix|preis|prezzo|prijs|pris|cena)\p{L}*(?: \p{L}+){0,2}[ :=~]{0,3}$/iu;
