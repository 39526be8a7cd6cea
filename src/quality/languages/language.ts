import type { Phrase } from './phrase.ts';
import type { Statements } from './statements/statements.ts';

export const timeUnits = ['second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'] as const;
export type TimeUnit = (typeof timeUnits)[number];

/** Inflection rule: words with this ending also occur with the listed endings. */
export interface Inflection {
  /** The ending of the listed word, without accents. `/./` matches every word. */
  ending: RegExp;
  /** How many letters are removed before the endings are added. */
  cut: number;
  /** Separated by spaces. */
  endings: string;
  /**
   * Whether the last letter is doubled before each ending, as in "win", "winning". Such a word has no other forms
   * except a plural.
   */
  doubles?: boolean;
}

/**
 * Everything the quality gate knows about one language. Intl provides the names of months, weekdays and currencies,
 * the common names of units of time, "tomorrow" and the separators of numbers, so these are not repeated here. List
 * what sales people really write, formal and informal. A list may be empty.
 */
export interface Language {
  /** BCP 47 primary subtag, such as `en`. Tags with a region or script use the same record: `zh`, not `zh-Hans`. */
  tag: string;
  /**
   * `full`: a number without a source stops a message. `basic`: it is a warning, because misreadings are more likely.
   */
  support: 'full' | 'basic';
  /** Names of the Unicode scripts of the language, such as `Latin`. Japanese has Han, Hiragana and Katakana. */
  scripts: readonly string[];

  // Greeting

  /** Openings before a name: "hi", "good morning", "dear". Without the name and without titles. */
  greetings: readonly Phrase[];
  /** Titles before the name ("mr", "dr", "señora") or after it ("hanım", "さん"). */
  titles: { before: readonly Phrase[]; after: readonly Phrase[] };
  /** What a greeting may have instead of a name: "team", "all", "there", "everyone", "ladies and gentlemen". */
  everyone: readonly Phrase[];
  /**
   * How the end of a name changes in the vocative or another case. Only needed where the two forms share fewer letters
   * than the name without its last two: Czech `['ek', 'ku']` for Marek → Marku. Often empty.
   */
  vocatives: readonly (readonly [nominative: string, vocative: string])[];

  // Numbers

  /**
   * All numbers that are written as one word, in all genders and spellings: zero to nineteen, the tens, irregular
   * hundreds.
   */
  numberWords: Readonly<Record<string, number>>;
  /** Number words that also mean something else ("neuf" means new). They only count before a unit. */
  doubtfulNumberWords: readonly string[];
  /** Words inside a number: "and" in "one hundred and five". */
  numberJoiners: readonly string[];
  /** Whether the language joins number words into one: "einundzwanzig". */
  joinsNumberWords: boolean;
  /**
   * Words and abbreviations that multiply the number before them: `{ hundred: 100, thousand: 1000, k: 1000, 万: 10000
   * }`.
   */
  scales: Readonly<Record<string, number>>;
  /** Words for "%" after a number: "percent", "per cent". */
  percentWords: readonly Phrase[];
  /** Words for parts of a whole, in percent: `{ 'a quarter of': 25 }`. Not for parts of a duration. */
  fractions?: Readonly<Record<Phrase, number>>;
  /** Everyday and inflected names of currencies that Intl lacks, with the ISO code, or "$" for any dollar or peso. */
  currencyWords: Readonly<Record<Phrase, string>>;
  /** Words for hundredths of a currency: "cents". */
  centWords: readonly Phrase[];
  /** Inflected, short and everyday names of units of time that Intl lacks: `{ minute: ['min', 'mins', 'minütig*'] }`. */
  unitWords: Partial<Readonly<Record<TimeUnit, readonly Phrase[]>>>;
  /**
   * Words that say per which unit of time something is counted, besides the names of the units: `{ year: ['annual*',
   * 'yearly'] }`. If missing, any unit is accepted.
   */
  periodWords?: Partial<Readonly<Record<TimeUnit, readonly Phrase[]>>>;
  /** Durations without a number, in seconds: `{ 'half an hour': 1800 }`. */
  spokenDurations: Readonly<Record<Phrase, number>>;
  /** Words that mark a number as a time of day, before it ("at", "um", "kl") or after it ("o'clock", "uhr", "時"). */
  clock: { before: readonly Phrase[]; after: readonly Phrase[] };
  /** Endings directly after the digits that mark an ordinal or a day of the month: "st", "nd", "º", "er", ":e", "日". */
  ordinalEndings: readonly string[];
  /** Short, everyday and inflected names of weekdays that Intl lacks; 0 is Sunday. */
  weekdayWords?: Readonly<Record<Phrase, number>>;
  /** Words between two numbers of a range or list: "to", "and", "or", "bis". Signs such as "-" are built in. */
  rangeWords: readonly Phrase[];
  /** Words that count a duration from today: "ago", "from now", "vor", "il y a", "dans". */
  ago?: readonly Phrase[];
  /**
   * Words that mark a number as rounded: "about", "roughly", "almost", "over", "more than", "up to". Before or after
   * it.
   */
  approximations: readonly Phrase[];

  // Proposals of the sender, and claims about the world

  /**
   * Meetings and other things with a duration that the sender may propose: "call", "demo", "chat", "read", "coffee".
   */
  meetings: readonly Phrase[];
  /** Parts of a message or a meeting that the sender may count: "questions", "ideas", "time slots", "options". */
  parts: readonly Phrase[];
  /**
   * Phrases that make a sentence a proposal or a question about a meeting, its time or an answer: "are you free", "how
   * about", "would … suit", "shall we", "reply by", "i'll call you", "let me know by", "do you have".
   */
  asks: readonly Phrase[];
  /**
   * Things whose duration is part of the offer, so that a sender cannot just propose it: "trial", "money back",
   * "notice period".
   */
  terms?: readonly Phrase[];
  /**
   * Phrases that make a duration or a number a claim even in a proposal: "save* you", "a day", "per week", "set up
   * in", "within", "guarantee*", "our customers", "faster". "Do you want to save 15 minutes a day?" is a claim.
   */
  claims: readonly Phrase[];
  /**
   * Figures of speech whose number, in digits or words, counts nothing: "24 hours a day", "number one", "one to one".
   */
  idioms: readonly Phrase[];
  /** Claims without a number that need a source: "award winning", "trusted by", "half the price", "twice as", "market leader". */
  vagueClaims: readonly Phrase[];

  /** Claims in words, in their own file in `statements/`. If missing, the rules for such claims are not applied. */
  statements?: Statements;

  // Traces of a language model or a template

  /** A model refers to itself or its instructions: "as an ai language model", "my training data", "system prompt". */
  selfReferences: readonly Phrase[];
  /**
   * A model refuses: "i cannot help with that", "i'm unable to write". Only phrases that never occur in a sales
   * message.
   */
  refusals: readonly Phrase[];
  /**
   * A model announces its text or addresses the person who requested it: "here is the email:", "let me know if you'd
   * like me to shorten".
   */
  announcements: readonly Phrase[];
  /** Phrases that are addressed to a writer, not to a reader: "at most 150 characters", "in the lead's language". */
  orders?: readonly Phrase[];
  /**
   * Field names that a model writes before its text: "subject", "message", "title". The gate looks for them at the
   * start of a line, followed by a colon.
   */
  labels: readonly Phrase[];
  placeholders: {
    /** Words that are always a placeholder when they are in brackets: "name", "your", "insert". */
    markers: readonly string[];
    /**
     * Words that are a placeholder in brackets if all other words are also in this list or in `connectors`: "company",
     * "date", "link".
     */
    kinds: readonly string[];
    /** Articles and prepositions between them: "of", "the". */
    connectors: readonly string[];
    /**
     * Placeholders without brackets. They count on a line of their own, as in a signature, or after a greeting: "your
     * name", "your company", "first name". Also blanks such as "〇〇", in the scripts that use them.
     */
    blanks: readonly Phrase[];
  };

  // Addresses

  /** Words that announce a phone number: "call", "phone", "whatsapp". */
  phoneWords: readonly Phrase[];
  /** How "@" and "." are spelled out in an address: "at", "dot". */
  spokenAddress: { at: readonly string[]; dot: readonly string[] };

  // Forbidden words and names

  /**
   * Inflection rules for the site's forbidden words. If missing, a word is found with any ending of up to three
   * letters.
   */
  inflections?: readonly Inflection[];
  /** Capitalized words that are not names, such as "CRM" and "Best regards". Month and weekday names are built in. */
  capitalized?: readonly string[];
  /** Whether all nouns are capitalized, as in German. */
  capitalizesNouns?: boolean;
}
