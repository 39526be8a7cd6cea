import type { MessageCheck, MessageCheckRequest } from '../contract/message-check.ts';
import { checkMessage, passes } from './check-message.ts';
import { backgroundOfJson } from './ground-truth/background.ts';
import { findLeadName, findLeadRole, namesIn } from './ground-truth/find-lead-name.ts';
import { collectGroundTruth } from './ground-truth/ground-truth.ts';
import { quarantineFromJson } from './ground-truth/quarantine-instructions.ts';
import type { CheckContext } from './rule.ts';

/**
 * Checks a caller's own message. All facts count as trusted, except for texts that look like instructions to a writer.
 * @param now the time of the check
 */
export function checkGivenMessage(request: MessageCheckRequest, now: Date): MessageCheck {
  const { channel, title, message, facts, locale } = request;
  const { value, quarantined } = quarantineFromJson(facts);
  const context: CheckContext = {
    groundTruth: facts == null ? null : collectGroundTruth([{ value, isTrusted: true }], locale),
    background: facts == null ? null : backgroundOfJson(value),
    leadName: findLeadName(value),
    leadRole: findLeadRole(value),
    names: namesIn(value),
    language: locale,
    forbiddenWords: [],
    quarantined,
    earlier: [],
    today: now.toISOString().slice(0, 10),
  };
  const violations = checkMessage({ title, message }, channel, context);
  return { passed: passes(violations), violations };
}
