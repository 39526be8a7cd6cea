/** The first version of a message, or the version of the copywriter. */
export type Phase = 'draft' | 'refined';

/** The stage of the lead, as far as the wording depends on it. */
export type Stage = 'new' | 'qualified' | 'proposal' | 'customer' | 'cold' | 'unknown';

/** What the message asks for. */
export type Ask = 'reply' | 'call' | 'meeting';

/** What the last interaction allows us to say: what happened, only that it happened, that it failed, or nothing. */
export type Contact = 'told' | 'touched' | 'missed' | 'none';

/** The kind of the last interaction. */
export type Medium = 'email' | 'call' | 'meeting' | 'demo' | 'chat' | 'other';

/**
 * Templates with the same meaning. `{slot}` is replaced by a fact, `{?slot}` by nothing. A line is not a candidate if
 * the fact of one of its slots is unknown. Candidates with more facts are preferred.
 */
export type Lines = readonly string[];
export type ByStage = Readonly<Record<Stage, Lines>>;
export type ByAsk = Readonly<Record<Ask, Lines | ByStage>>;
export type ByContact = Readonly<Record<Contact, Lines>>;
/** Lines in order of preference. The first usable line is taken, no matter how many facts it names. */
export type InOrder = Readonly<{ inOrder: Lines }>;

/** One or two sentences of a message. Left out if none of its lines can be used. */
export type Part = Lines | ByStage | ByAsk | ByContact | InOrder;

export interface Script {
  readonly title: Part;
  /** Paragraphs, each a list of parts. */
  readonly message: readonly (readonly Part[])[];
}

export type Scripts = Readonly<Record<Phase, Script>>;
