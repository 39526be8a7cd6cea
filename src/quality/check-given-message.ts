import type { MessageCheck, MessageCheckRequest } from '../contract/message-check.ts';
import { checkMessage, passes } from './check-message.ts';
import { findLeadName } from './known/find-lead-name.ts';
import { collectKnown } from './known/known.ts';
import { withholdFromJson } from './known/withhold-instructions.ts';
import type { CheckContext } from './rule.ts';

/**
 * Holds a caller's own message against the gate. All that is found in the facts counts as known, but for texts that
 * read like orders to a writer.
 */
export function checkGivenMessage(request: MessageCheckRequest): MessageCheck {
  const { channel, title, message, facts, locale } = request;
  const { value, withheld } = withholdFromJson(facts);
  const context: CheckContext = {
    known: facts == null ? null : collectKnown([{ value, contacts: true }]),
    leadName: findLeadName(value),
    language: locale,
    forbiddenWords: [],
    withheld,
  };
  const violations = checkMessage({ title, message }, channel, context);
  return { passed: passes(violations), violations };
}
