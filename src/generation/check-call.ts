import type { DraftMessages, Verdicts } from '../contract/messages.ts';
import type { CallLog, CallStep } from '../contract/phase.ts';
import type { Gate } from './open-gate.ts';

/** Runs the quality gate on what a call has written, and notes the violations with the call: those of every round can be read. */
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
