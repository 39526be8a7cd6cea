import type { Phrase } from './phrase.ts';
import type { Statements } from './statements/statements.ts';

export const timeUnits = ['second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'] as const;
export type TimeUnit = (typeof timeUnits)[number];

/** How words change: those that end so also occur with these endings. */
export interface Inflection {
  /** Endings of the word as it is listed, without accents; `/./` is every word. */
  ending: RegExp;
  /** How many letters are removed before the endings are added. */
  cut: number;
  /** Separated by spaces. */
  endings: string;
  /** The last letter is doubled before each ending, as in "win", "winning". Such a word has no other forms but a plural. */
  doubles?: boolean;
}

/**
 * All that the quality gate knows of one language. The names of months, weekdays and currencies, the common names of
 * units of time, "tomorrow" and the separators of numbers come from Intl and are not repeated here.
 * List what sales people really write, formal and informal. A list may be empty.
 */
export interface Language {
  /** BCP 47 primary subtag, such as `en`. Region and script subtags share the record: `zh`, not `zh-Hans`. */
  tag: string;
  /** `full`: a number without a source stops a message. `basic`: it is a warning, because more may be misread. */
  support: 'full' | 'basic';
  /** Unicode script names in which its texts are written, such as `Latin`; Japanese has Han, Hiragana and Katakana. */
  scripts: readonly string[];

  // Greeting

  /** Openings in front of a name: "hi", "good morning", "dear". Without the name and without titles. */
  greetings: readonly Phrase[];
  /** Titles, in front of the name ("mr", "dr", "señora") or behind it ("hanım", "さん"). */
  titles: { before: readonly Phrase[]; after: readonly Phrase[] };
  /** What a greeting may have instead of a name: "team", "all", "there", "everyone", "ladies and gentlemen". */
  everyone: readonly Phrase[];
  /**
   * Endings of a name and what they become when somebody is called or the name is inflected, where the two share
   * fewer letters than the name has without its last two: Czech `['ek', 'ku']` for Marek → Marku. Often empty.
   */
  vocatives: readonly (readonly [nominative: string, vocative: string])[];

  // Numbers

  /** Every number word that is one word, all genders and spellings: zero to nineteen, the tens, hundreds if irregular. */
  numberWords: Readonly<Record<string, number>>;
  /** Of these, the ones that also mean something else ("neuf" is new): they count only in front of a unit. */
  doubtfulNumberWords: readonly string[];
  /** Words between the words of one number: "and" in "one hundred and five". */
  numberJoiners: readonly string[];
  /** Whether the language writes a number as one word of several number words: "einundzwanzig". */
  joinsNumberWords: boolean;
  /** What multiplies the number in front, words and abbreviations: `{ hundred: 100, thousand: 1000, k: 1000, 万: 10000 }`. */
  scales: Readonly<Record<string, number>>;
  /** Words for "%" behind a number: "percent", "per cent". */
  percentWords: readonly Phrase[];
  /** Parts of a whole in words, in percent: `{ 'a quarter of': 25 }`. Not of a length of time. */
  fractions?: Readonly<Record<Phrase, number>>;
  /** Everyday and inflected names of currencies that Intl lacks, with the ISO code, or "$" for any dollar or peso. */
  currencyWords: Readonly<Record<Phrase, string>>;
  /** Hundredths of a currency: "cents". */
  centWords: readonly Phrase[];
  /** Inflected, short and everyday names of units of time that Intl lacks: `{ minute: ['min', 'mins', 'minütig*'] }`. */
  unitWords: Partial<Readonly<Record<TimeUnit, readonly Phrase[]>>>;
  /** What says by which time something is counted, beside the names of the units: `{ year: ['annual*', 'yearly'] }`. Without it any time passes. */
  periodWords?: Partial<Readonly<Record<TimeUnit, readonly Phrase[]>>>;
  /** Lengths of time without a number, in seconds: `{ 'half an hour': 1800 }`. */
  spokenDurations: Readonly<Record<Phrase, number>>;
  /** What makes a number a time of day, in front ("at", "um", "kl") or behind it ("o'clock", "uhr", "時"). */
  clock: { before: readonly Phrase[]; after: readonly Phrase[] };
  /** What makes the number an ordinal or a day of a month, right behind its digits: "st", "nd", "º", "er", ":e", "日". */
  ordinalEndings: readonly string[];
  /** Short, everyday and inflected names of weekdays that Intl lacks; 0 is Sunday. */
  weekdayWords?: Readonly<Record<Phrase, number>>;
  /** Between two numbers of one range or list: "to", "and", "or", "bis". Signs such as "-" are known. */
  rangeWords: readonly Phrase[];
  /** What counts a length of time from today: "ago", "from now", "vor", "il y a", "dans". */
  ago?: readonly Phrase[];
  /** What makes a number a rounded one: "about", "roughly", "almost", "over", "more than", "up to". In front or behind. */
  approximations: readonly Phrase[];

  // What a sender proposes, and what is a claim about the world

  /** Meetings and what else has a length that the sender proposes: "call", "demo", "chat", "read", "coffee". */
  meetings: readonly Phrase[];
  /** Parts of a message or a meeting that the sender counts: "questions", "ideas", "time slots", "options". */
  parts: readonly Phrase[];
  /**
   * What makes a sentence a proposal or a question about a meeting, its time or an answer: "are you free", "how about",
   * "would … suit", "shall we", "reply by", "i'll call you", "let me know by", "do you have".
   */
  asks: readonly Phrase[];
  /** What has a length that the offer fixes, so that nobody proposes it: "trial", "money back", "notice period". */
  terms?: readonly Phrase[];
  /**
   * What makes a length of time or a number a claim even in a proposal: "save* you", "a day", "per week",
   * "set up in", "within", "guarantee*", "our customers", "faster". "Do you want to save 15 minutes a day?" is a claim.
   */
  claims: readonly Phrase[];
  /** Figures of speech with a number in digits or words that count nothing: "24 hours a day", "number one", "one to one". */
  idioms: readonly Phrase[];
  /** Claims without a number that need a source: "award winning", "trusted by", "half the price", "twice as", "market leader". */
  vagueClaims: readonly Phrase[];

  /** Claims in words, in a file of their own in `statements/`. Without them the rules for such claims do not run. */
  statements?: Statements;

  // What a language model or a template leaves in a text

  /** A model that speaks of itself or of its instructions: "as an ai language model", "my training data", "system prompt". */
  selfReferences: readonly Phrase[];
  /** A model that declines: "i cannot help with that", "i'm unable to write". Only what no sales message says. */
  refusals: readonly Phrase[];
  /** A model that announces its text or speaks to the person who ordered it: "here is the email:", "let me know if you'd like me to shorten". */
  announcements: readonly Phrase[];
  /** What a prompt tells a writer and no reader is told: "at most 150 characters", "in the lead's language". */
  orders?: readonly Phrase[];
  /** Names of fields that a model writes before its text: "subject", "message", "title". The gate looks for them at the beginning of a line and with a colon. */
  labels: readonly Phrase[];
  placeholders: {
    /** Single words that in brackets are always a placeholder: "name", "your", "insert". */
    markers: readonly string[];
    /** Single words that in brackets and only beside each other and `connectors` are one: "company", "date", "link". */
    kinds: readonly string[];
    /** Articles and prepositions between them: "of", "the". */
    connectors: readonly string[];
    /**
     * What stands on a line of its own, as in a signature, or behind a greeting, where a name should be:
     * "your name", "your company", "first name". A blank such as "〇〇" in the scripts that use it.
     */
    blanks: readonly Phrase[];
  };

  // Addresses

  /** Words that say that a phone number follows: "call", "phone", "whatsapp". */
  phoneWords: readonly Phrase[];
  /** How "@" and "." are spoken in an address: "at", "dot". */
  spokenAddress: { at: readonly string[]; dot: readonly string[] };

  // Forbidden words and names

  /** How words change, for the site's forbidden words; without it a word is found with any ending of up to three letters. */
  inflections?: readonly Inflection[];
  /** Words with a capital that are nobody's name: "Monday" is known, "CRM", "Best regards" and the like are listed. */
  capitalized?: readonly string[];
  /** Whether every noun has a capital, as in German. */
  capitalizesNouns?: boolean;
}
