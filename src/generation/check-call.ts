import type { DraftMessages, Verdicts } from '../contract/messages.ts';
import type { CallLog, CallStep } from '../contract/phase.ts';
import type { Gate } from './open-gate.ts';

/**
 * Runs the quality gate on the output of a call and stores the violations with the call, so that each round can be
 * read later.
 */
export async function checkCall(
  calls: CallLog,
  step: CallStep,
  drafts: DraftMessages,
  gate: Gate,
): Promise<Verdicts> {
  const violations = await gate.check(drafts);
  calls.setViolations(step, violations);
  return violations;
}
