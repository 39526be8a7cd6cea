import type { Channel } from '../contract/channels.ts';
import type { DraftMessage } from '../contract/messages.ts';

/** Where a message breaks a rule. An error stops the message, a warning is reported. */
export interface Violation {
  rule: string;
  severity: 'error' | 'warning';
  field: 'title' | 'message';
  message: string;
}

/** A rule of the gate: pure, deterministic, one concern. */
export type Rule = (message: DraftMessage, channel: Channel) => Violation[];
