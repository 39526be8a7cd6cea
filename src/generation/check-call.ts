import type { Channel } from '../contract/channels.ts';
import type { DraftMessages, Verdicts } from '../contract/messages.ts';
import type { CallLog, CallStep } from '../contract/phase.ts';
import type { Services } from '../platform/services.ts';
import { passes } from '../quality/check-message.ts';
import type { Gate } from './open-gate.ts';

type Measured = Pick<Services, 'metrics'>;

/**
 * Runs the quality gate on the output of a call and stores the violations with the call, so that each round can be
 * read later.
 */
export async function checkCall(
  services: Measured,
  calls: CallLog,
  step: CallStep,
  drafts: DraftMessages,
  gate: Gate,
): Promise<Verdicts> {
  const violations = await gate.check(drafts);
  recordViolations(services, calls, step, violations);
  return violations;
}

/** Stores violations with the call that wrote the messages, so that those of every round can be read, and counts them. */
export function recordViolations(
  { metrics }: Measured,
  calls: CallLog,
  step: CallStep,
  verdicts: Verdicts,
): void {
  calls.setViolations(step, verdicts);
  for (const channel of Object.keys(verdicts) as Channel[]) {
    const violations = verdicts[channel] ?? [];
    for (const { rule, severity } of violations) metrics.violations.inc({ rule, severity });
    if (step.step === 'repair') metrics.repairs.inc({ outcome: passes(violations) ? 'passed' : 'rejected' });
  }
}
