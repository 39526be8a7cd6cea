import type { Phrase } from '../phrase.ts';

/**
 * What a message can say without a number and still be wrong: the words for it in one language. A list may be empty.
 * Phrases that have a harmless sense too are listed only with the words that make them a claim.
 */
export interface Statements {
  /** Something is said to come with the message: "please find attached". Nothing can. */
  attached: readonly Phrase[];
  /** The same words in another sense: "no strings attached". */
  notAttached: readonly Phrase[];

  /** An earlier exchange, also in writing: "as discussed", "as we agreed". */
  discussed: readonly Phrase[];
  /** An earlier conversation: "when we spoke", "thanks for the call". */
  spoken: readonly Phrase[];
  /** A conversation that may still be to come: "on our call". It counts as past without a word of `future`. */
  conversation: readonly Phrase[];
  /** "will", "would", "next", "tomorrow", "shall". */
  future: readonly Phrase[];
  /** When something was, in days before today: `{ yesterday: [1, 1], 'last week': [1, 13] }`. */
  ago: Readonly<Record<Phrase, readonly [fewest: number, most: number]>>;

  /** "we guarantee", "guaranteed results". */
  guarantee: readonly Phrase[];
  /** "special discount", "i can offer you … discount". */
  discount: readonly Phrase[];
  /** What costs nothing: "free of charge", "free trial". Not "free on Tuesday". */
  free: readonly Phrase[];
  /** A deadline or shortage that presses: "offer ends", "last chance". */
  urgent: readonly Phrase[];
  /** Makes a clause no promise: "not", "whether", "you asked", "your customers". */
  denied: readonly Phrase[];

  /** Stands right before a name that is given as an example: "just like", "customers such as". */
  like: readonly Phrase[];
  /** What customers did, right behind their name: "saw", "cut", "switched to". */
  results: readonly Phrase[];

  /** A document is said to be sent with the message, in the present tense: "here's the brochure". A link may follow. */
  sending: readonly Phrase[];
  /** Where people meet who have no appointment: "trade fair". */
  venue: readonly Phrase[];
  /** What somebody beside the lead is said to have said: "your colleague told me". */
  hearsay: readonly Phrase[];
  /** What the record must show if it is so: "your order has been shipped", "you signed the contract". */
  done: readonly Phrase[];
  /** That somebody is a customer, in front of the name of the site: "already uses". */
  uses: readonly Phrase[];

  /** What the sales team calls things among itself: "lead score". */
  internal: readonly Phrase[];
  /** The same where some readers know them: "pain points". */
  jargon: readonly Phrase[];
  /** "the price is", "it costs". */
  price: readonly Phrase[];
  /** Where the sender can be reached: "call me", "my number". */
  reachMe: readonly Phrase[];
}

export type StatementList = keyof Statements;
