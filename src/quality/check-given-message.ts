import type { MessageCheck, MessageCheckRequest } from '../contract/message-check.ts';
import { checkMessage, passes } from './check-message.ts';
import { collectKnown } from './known/known.ts';
import type { CheckContext } from './rule.ts';

/** Holds a caller's own message against the gate. All that is found in the facts counts as known. */
export function checkGivenMessage(request: MessageCheckRequest): MessageCheck {
  const { channel, title, message, facts, locale } = request;
  const context: CheckContext = {
    known: facts == null ? null : collectKnown([{ value: facts, contacts: true }]),
    leadName: null,
    language: locale,
    forbiddenWords: [],
    withheld: [],
  };
  const violations = checkMessage({ title, message }, channel, context);
  return { passed: passes(violations), violations };
}
