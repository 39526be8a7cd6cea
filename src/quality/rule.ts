import type { Channel } from '../contract/channels.ts';
import type { DraftMessage } from '../contract/messages.ts';
import type { Violation } from '../contract/violation.ts';
import type { Known } from './known/known.ts';

/** What a message is held against, beside its channel. */
export interface CheckContext {
  /** What the message may say. Null: nobody has told, and the rules of grounding rest. */
  known: Known | null;
  /** By whom the message is read; null: not known. */
  leadName: string | null;
  /** BCP 47 tag of the language that the message should have; null: any. */
  language: string | null;
  /** Words and phrases that the site never uses. */
  forbiddenWords: readonly string[];
  /** Texts of the facts that read like instructions to the writer: nothing of them may stand in the message. */
  withheld: readonly string[];
}

export interface Subject extends CheckContext {
  draft: DraftMessage;
  channel: Channel;
}

/** A rule of the gate: pure, deterministic, one concern. */
export type Rule = (subject: Subject) => Violation[];
