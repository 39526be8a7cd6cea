/** The first version of a message, or the one that the copywriter makes of it. */
export type Phase = 'draft' | 'refined';

/** Where the lead stands, as far as the wording depends on it. */
export type Stage = 'new' | 'qualified' | 'proposal' | 'customer' | 'cold' | 'unknown';

/** What the message asks for. */
export type Ask = 'reply' | 'call' | 'meeting';

/** What the last interaction lets us say: what happened, only that it happened, that it failed, or nothing. */
export type Contact = 'told' | 'touched' | 'missed' | 'none';

/** The kind of the last interaction. */
export type Medium = 'email' | 'call' | 'meeting' | 'demo' | 'chat' | 'other';

/**
 * Templates that say the same. `{slot}` is replaced by a fact, `{?slot}` by nothing; a line with a slot whose fact is
 * not known is no candidate. Of the candidates, those with more facts are preferred.
 */
export type Lines = readonly string[];
export type ByStage = Readonly<Record<Stage, Lines>>;
export type ByAsk = Readonly<Record<Ask, Lines | ByStage>>;
export type ByContact = Readonly<Record<Contact, Lines>>;
/** Lines of which the first that can be used is taken, whatever facts it names. */
export type InOrder = Readonly<{ inOrder: Lines }>;

/** One sentence or two of a message; left out when none of its lines can be used. */
export type Part = Lines | ByStage | ByAsk | ByContact | InOrder;

export interface Script {
  readonly title: Part;
  /** Paragraphs, each a list of parts. */
  readonly message: readonly (readonly Part[])[];
}

export type Scripts = Readonly<Record<Phase, Script>>;
