import type { Channel } from '../contract/channels.ts';
import type { DraftMessage, DraftMessages } from '../contract/messages.ts';
import type { Violation } from '../contract/violation.ts';
import { excerpt } from './excerpt.ts';
import type { Background } from './ground-truth/background.ts';
import type { GroundTruth } from './ground-truth/ground-truth.ts';
import type { Lexicon } from './languages/lexicon.ts';
import { type RuleId, severityOf } from './rule-classes.ts';

/** What a message is checked against, apart from its channel. It is the same for all messages of a follow-up. */
export interface CheckContext {
  /** What the message may say. Null if there are no facts. Rules that need them then do not run. */
  groundTruth: GroundTruth | null;
  /** Who knows what about the lead. Null if `groundTruth` is null. */
  background: Background | null;
  /** Null if unknown. */
  leadName: string | null;
  /** The lead's job title, such as "Principal", which a greeting may use. Null if unknown. */
  leadRole: string | null;
  /** Names that may look like something else, such as the lead's company or the site: "Booking.com". */
  names: readonly string[];
  /** BCP 47 tag of the language that the message should be in. Null for any language. */
  language: string | null;
  /** Words and phrases that the site never uses. */
  forbiddenWords: readonly string[];
  /** Texts of the facts that look like instructions to the writer. Messages must not repeat any part of them. */
  quarantined: readonly string[];
  /** What earlier steps of a sequence have told the lead, oldest first. */
  earlier: readonly DraftMessages[];
  /** Today's date, such as "2026-11-26". Null if unknown; then no dates are derived from it. */
  today: string | null;
}

export interface Subject extends CheckContext {
  draft: DraftMessage;
  channel: Channel;
  /** The lexicon of the message's language. */
  lexicon: Lexicon;
}

export type Field = Violation['field'];
export const fields = ['title', 'message'] as const satisfies readonly Field[];

/** A rule of the gate: pure and deterministic. */
export type Rule = (subject: Subject) => Violation[];

/**
 * Creates a violation with the severity of its rule's class.
 * @param words the words that break the rule, as they are written
 * @param isCertain false if they may mean something else, so that it is only a warning
 */
export function violation(
  rule: RuleId,
  field: Field,
  words: string,
  message: string,
  isCertain = true,
): Violation {
  return { rule, severity: severityOf(rule, isCertain), field, excerpt: excerpt(words), message };
}
