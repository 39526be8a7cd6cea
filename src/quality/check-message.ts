import type { Channel } from '../contract/channels.ts';
import type { DraftMessage } from '../contract/messages.ts';
import { blank } from './rules/blank.ts';
import { length } from './rules/length.ts';
import type { Rule, Violation } from './violation.ts';

const rules: readonly Rule[] = [blank, length];

/** The quality gate: every rule on one message. Nobody sees a message with a violation of severity error. */
export function checkMessage(message: DraftMessage, channel: Channel): Violation[] {
  return rules.flatMap((rule) => rule(message, channel));
}

export function passes(violations: readonly Violation[]): boolean {
  return violations.every(({ severity }) => severity !== 'error');
}
