import { currencyCodes } from '../numeric-claims/currencies.ts';
import { foldCase, foldedWords } from '../text/case-folded.ts';
import { PhraseBook } from '../text/phrases.ts';
import { intlNames } from './intl-names.ts';
import type { Language, TimeUnit } from './language.ts';
import { languageOf, languages, primarySubtag } from './languages.ts';
import { statementBook } from './statements/statement-book.ts';
import type { StatementList } from './statements/statements.ts';

export type PhraseList =
  | 'greeting'
  | 'titleBefore'
  | 'titleAfter'
  | 'everyone'
  | 'percent'
  | 'fraction'
  | 'currency'
  | 'cent'
  | 'unit'
  | 'period'
  | 'spokenDuration'
  | 'clockBefore'
  | 'clockAfter'
  | 'range'
  | 'approximation'
  | 'ago'
  | 'meeting'
  | 'part'
  | 'ask'
  | 'claim'
  | 'term'
  | 'idiom'
  | 'vagueClaim'
  | 'month'
  | 'shortMonth'
  | 'weekday'
  | 'phoneWord';

/** The records of one or more languages and the names from Intl, prepared for reading texts. */
export interface Lexicon {
  /** Whether a number without a source is an error. */
  isFull: boolean;
  phrases: PhraseBook<PhraseList>;
  /** Whether the language has words for "per month" or "per year". */
  knowsPeriods: boolean;
  /** Claims in words. */
  statements: PhraseBook<StatementList>;
  numberWords: ReadonlyMap<string, number>;
  doubtfulNumberWords: ReadonlySet<string>;
  numberJoiners: ReadonlySet<string>;
  /** Whether one word may contain several number words. */
  joinsNumberWords: boolean;
  scales: ReadonlyMap<string, number>;
  /** "." or ",", or both for several languages. */
  decimalSigns: ReadonlySet<string>;
  /** Units of time that form one word with a number, such as "tagig". Only in languages that join number words. */
  unitStems: readonly { stem: string; unit: TimeUnit }[];
  ordinalEndings: ReadonlySet<string>;
  vocatives: readonly (readonly [string, string])[];
}

const lexicons = new Map<string, Lexicon>();

function remembered(key: string, records: () => readonly Language[]): Lexicon {
  const known = lexicons.get(key);
  if (known) return known;
  const lexicon = buildLexicon(records());
  lexicons.set(key, lexicon);
  return lexicon;
}

/** The lexicon of a language. Without a record, it only has the names from Intl. */
export function lexiconOf(tag: string): Lexicon {
  const record = languageOf(tag);
  const primary = primarySubtag(tag);
  if (record) return remembered(primary, () => [record]);
  return remembered(isKnownToIntl(primary) ? primary : 'und', () => [withoutWords(primary)]);
}

/** For a text in an unknown language: all languages with full support. */
export function anyFullLanguage(): Lexicon {
  const known = lexicons.get('full');
  if (known) return known;
  const built = buildLexicon(languages.filter(({ support }) => support === 'full'));
  const lexicon = {
    ...built,
    doubtfulNumberWords: new Set([...built.doubtfulNumberWords, ...contradictory]),
  };
  lexicons.set('full', lexicon);
  return lexicon;
}

/** Number words of one language that mean something else in another. */
const contradictory = 'once ten seize elf cent cents sept neuf acht nove sete sei tre due'.split(' ');

/** The phrases of all languages. */
export function everyLanguage(): Lexicon {
  return remembered('every', () => languages);
}

/**
 * The lexicon for facts, which are in the reader's language or in English. Words of more languages would contradict
 * each other. Without a tag, it has the languages with full support.
 */
export function lexiconOfFacts(tag: string | null): Lexicon {
  const own = tag === null ? null : languageOf(tag);
  if (!own) return anyFullLanguage();
  const english = languages.filter((language) => language.tag === 'en' && language !== own);
  return remembered(`facts ${own.tag}`, () => [own, ...english]);
}

function isKnownToIntl(tag: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf(tag).length > 0;
  } catch {
    return false;
  }
}

function withoutWords(tag: string): Language {
  const none = [] as const;
  return {
    tag: isKnownToIntl(tag) ? tag : 'en',
    support: 'basic',
    scripts: none,
    greetings: none,
    titles: { before: none, after: none },
    everyone: none,
    vocatives: none,
    numberWords: {},
    doubtfulNumberWords: none,
    numberJoiners: none,
    joinsNumberWords: false,
    scales: {},
    percentWords: none,
    currencyWords: {},
    centWords: none,
    unitWords: {},
    spokenDurations: {},
    clock: { before: none, after: none },
    ordinalEndings: none,
    rangeWords: none,
    approximations: none,
    meetings: none,
    parts: none,
    asks: none,
    claims: none,
    idioms: none,
    vagueClaims: none,
    selfReferences: none,
    refusals: none,
    announcements: none,
    labels: none,
    placeholders: { markers: none, kinds: none, connectors: none, blanks: none },
    phoneWords: none,
    spokenAddress: { at: none, dot: none },
  };
}

function buildLexicon(records: readonly Language[]): Lexicon {
  const numbers = numbersOf(records);
  const phrases = new PhraseBook<PhraseList>((word) => numbers.numberWords.has(word));
  for (const code of currencyCodes) phrases.add('currency', [code], code);
  for (const record of records) addPhrases(phrases, record);
  return {
    isFull: records.every(({ support }) => support === 'full'),
    phrases,
    knowsPeriods: records.every(({ periodWords }) => periodWords !== undefined),
    statements: statementBook(records, (word) => numbers.numberWords.has(word)),
    ...numbers,
    vocatives: records.flatMap((record) => record.vocatives),
  };
}

type Numbers = Pick<
  Lexicon,
  | 'numberWords'
  | 'decimalSigns'
  | 'scales'
  | 'doubtfulNumberWords'
  | 'numberJoiners'
  | 'joinsNumberWords'
  | 'unitStems'
  | 'ordinalEndings'
>;

function numbersOf(records: readonly Language[]): Numbers {
  const numberWords = new Map<string, number>();
  const scales = new Map<string, number>();
  for (const record of records) {
    for (const [word, value] of Object.entries(record.numberWords)) numberWords.set(foldCase(word), value);
    for (const [word, value] of Object.entries(record.scales))
      scales.set(foldCase(word).replace(/\.$/, ''), value);
  }
  const folded = (words: readonly string[]) => words.map((word) => foldCase(word).replace(/^[.:]|\.$/g, ''));
  return {
    numberWords,
    scales,
    decimalSigns: new Set(records.map(({ tag }) => decimalSignOf(tag))),
    doubtfulNumberWords: new Set(records.flatMap((record) => folded(record.doubtfulNumberWords))),
    numberJoiners: new Set(records.flatMap((record) => folded(record.numberJoiners))),
    joinsNumberWords: records.some((record) => record.joinsNumberWords),
    unitStems: records.filter(({ joinsNumberWords }) => joinsNumberWords).flatMap(unitStemsOf),
    ordinalEndings: new Set(records.flatMap((record) => folded(record.ordinalEndings))),
  };
}

function decimalSignOf(tag: string): string {
  const parts = new Intl.NumberFormat(tag, { numberingSystem: 'latn' }).formatToParts(1.5);
  return parts.find(({ type }) => type === 'decimal')?.value ?? '.';
}

/** "tägig*" of `unitWords` */
function unitStemsOf({ unitWords }: Language): { stem: string; unit: TimeUnit }[] {
  return Object.entries(unitWords).flatMap(([unit, phrases]) =>
    phrases
      .flatMap((phrase) => phrase.replace(/[()]/g, '').split('|'))
      .filter((word) => /^\p{L}{5,}\*$/u.test(word))
      .map((word) => ({ stem: foldCase(word.slice(0, -1)), unit: unit as TimeUnit })),
  );
}

function addPhrases(phrases: PhraseBook<PhraseList>, record: Language): void {
  const names = intlNames(record);
  for (const { name, month, isShort } of names.months) {
    phrases.add(isShort ? 'shortMonth' : 'month', [name], month);
  }
  for (const { name, day } of names.weekdays) phrases.add('weekday', [name], day);
  for (const [name, day] of Object.entries(record.weekdayWords ?? {})) phrases.add('weekday', [name], day);
  // In Hindi, "से" is an abbreviation of "second". Everywhere else it joins two numbers.
  const joiners = new Set(record.rangeWords.flatMap(foldedWords));
  for (const { name, unit } of names.units) {
    if (!foldedWords(name).every((word) => joiners.has(word))) phrases.add('unit', [name], unit);
  }
  for (const [unit, words] of Object.entries(record.unitWords)) phrases.add('unit', words, unit);
  for (const [unit, words] of Object.entries(record.periodWords ?? {})) phrases.add('period', words, unit);
  for (const { name, code } of names.currencies) phrases.add('currency', [name], code);
  for (const [name, code] of Object.entries(record.currencyWords)) phrases.add('currency', [name], code);
  for (const [phrase, seconds] of Object.entries(record.spokenDurations)) {
    phrases.add('spokenDuration', [phrase], seconds);
  }
  for (const [phrase, percent] of Object.entries(record.fractions ?? {}))
    phrases.add('fraction', [phrase], percent);
  phrases.add('greeting', record.greetings);
  phrases.add('titleBefore', record.titles.before);
  phrases.add('titleAfter', record.titles.after);
  phrases.add('everyone', record.everyone);
  phrases.add('percent', record.percentWords);
  phrases.add('cent', record.centWords);
  phrases.add('clockBefore', record.clock.before);
  phrases.add('clockAfter', record.clock.after);
  phrases.add('range', record.rangeWords);
  phrases.add('approximation', record.approximations);
  phrases.add('ago', record.ago ?? []);
  phrases.add('meeting', record.meetings);
  phrases.add('part', record.parts);
  phrases.add('ask', record.asks);
  phrases.add('claim', record.claims);
  phrases.add('term', record.terms ?? []);
  phrases.add('idiom', record.idioms);
  phrases.add('vagueClaim', record.vagueClaims);
  phrases.add('phoneWord', record.phoneWords);
}
