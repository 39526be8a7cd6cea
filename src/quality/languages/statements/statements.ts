import type { Phrase } from '../phrase.ts';

/**
 * Statements without a number that can still be wrong: the phrases for them in one language. A list may be empty. A
 * phrase that also has a harmless meaning is listed only together with the words that make it a claim.
 */
export interface Statements {
  /** Says that something comes with the message: "please find attached". Messages have no attachments. */
  attached: readonly Phrase[];
  /** The same words with another meaning: "no strings attached". */
  notAttached: readonly Phrase[];

  /** Refers to an earlier exchange, spoken or written: "as discussed", "as we agreed". */
  discussed: readonly Phrase[];
  /** Refers to an earlier conversation: "when we spoke", "thanks for the call". */
  spoken: readonly Phrase[];
  /** A conversation that may be in the future: "on our call". It counts as past unless a word of `future` is near. */
  conversation: readonly Phrase[];
  /** "will", "would", "next", "tomorrow", "shall". */
  future: readonly Phrase[];
  /** When something happened, in days before today: `{ yesterday: [1, 1], 'last week': [1, 13] }`. */
  ago: Readonly<Record<Phrase, readonly [fewest: number, most: number]>>;

  /** "we guarantee", "guaranteed results". */
  guarantee: readonly Phrase[];
  /** "special discount", "i can offer you … discount". */
  discount: readonly Phrase[];
  /** Says that something costs nothing: "free of charge", "free trial". Not "free on Tuesday". */
  free: readonly Phrase[];
  /** A deadline or shortage that creates pressure: "offer ends", "last chance". */
  urgent: readonly Phrase[];
  /** Words that make a clause something other than a promise: "not", "whether", "you asked", "your customers". */
  denied: readonly Phrase[];

  /** Words directly before a name that is given as an example: "just like", "customers such as". */
  like: readonly Phrase[];
  /** What customers did, directly after their name: "saw", "cut", "switched to". */
  results: readonly Phrase[];

  /** Says in the present tense that a document is sent with the message: "here's the brochure". A link may follow. */
  sending: readonly Phrase[];
  /** Places where people meet without an appointment: "trade fair". */
  venue: readonly Phrase[];
  /** Quotes somebody other than the lead: "your colleague told me". */
  hearsay: readonly Phrase[];
  /** Events that the facts must confirm: "your order has been shipped", "you signed the contract". */
  done: readonly Phrase[];
  /** Says that somebody is a customer, before the name of the site: "already uses". */
  uses: readonly Phrase[];

  /** Internal terms of the sales team: "lead score". */
  internal: readonly Phrase[];
  /** Internal terms that some readers know: "pain points". */
  jargon: readonly Phrase[];
  /** "the price is", "it costs". */
  price: readonly Phrase[];
  /** Says where the sender can be reached: "call me", "my number". */
  reachMe: readonly Phrase[];
}

export type StatementList = keyof Statements;
