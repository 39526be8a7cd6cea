import type { Channel } from '../contract/channels.ts';
import type { DraftMessage } from '../contract/messages.ts';
import type { Violation } from '../contract/violation.ts';
import { excerpt } from './excerpt.ts';
import type { Background } from './ground-truth/background.ts';
import type { GroundTruth } from './ground-truth/ground-truth.ts';
import type { Lexicon } from './languages/lexicon.ts';
import { type RuleId, severityOf } from './rule-classes.ts';

/** What a message is checked against, beside its channel. It is the same for all messages of a follow-up. */
export interface CheckContext {
  /** What the message may say. Null: there are no facts, and the rules that need them do not run. */
  groundTruth: GroundTruth | null;
  /** Who knows what of the lead; null with `groundTruth`. */
  background: Background | null;
  /** Null: not known. */
  leadName: string | null;
  /** The lead's position, such as "Principal", by which a greeting may call; null: not known. */
  leadRole: string | null;
  /** Names that may look like something else, such as those of the lead's company and of the site: "Booking.com". */
  names: readonly string[];
  /** BCP 47 tag of the language that the message should have; null: any. */
  language: string | null;
  /** Words and phrases that the site never uses. */
  forbiddenWords: readonly string[];
  /** Texts of the facts that read like instructions to the writer. Nothing of them may stand in a message. */
  quarantined: readonly string[];
  /** Today's date, such as "2026-11-26"; null: not known, and no date follows from it. */
  today: string | null;
}

export interface Subject extends CheckContext {
  draft: DraftMessage;
  channel: Channel;
  /** Of the message's language. */
  lexicon: Lexicon;
}

export type Field = Violation['field'];
export const fields = ['title', 'message'] as const satisfies readonly Field[];

/** A rule of the gate: pure and deterministic. */
export type Rule = (subject: Subject) => Violation[];

/**
 * A violation with the severity of its rule's class.
 * @param words the words that break the rule, as they were written
 * @param isCertain false: the form may be something else, so it is a warning
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
