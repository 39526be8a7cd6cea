import type { Channel } from '../contract/channels.ts';
import type { DraftMessages, Verdicts } from '../contract/messages.ts';
import type { CallLog, CallStep } from '../contract/phase.ts';
import type { Services } from '../platform/services.ts';
import { errorsOf, passes } from '../quality/check-message.ts';
import type { Gate } from './open-gate.ts';

/**
 * Runs the quality gate on the output of a call and stores the violations with the call, so that each round can be
 * read later.
 */
export async function checkCall(
  services: Pick<Services, 'metrics' | 'tracing'>,
  calls: CallLog,
  step: CallStep,
  drafts: DraftMessages,
  gate: Gate,
): Promise<Verdicts> {
  const violations = await runGate(services, step, drafts, gate);
  recordViolations(services, calls, step, violations);
  return violations;
}

/** Runs the quality gate on the output of a call. */
export function runGate(
  { tracing }: Pick<Services, 'tracing'>,
  { step, channel, round }: CallStep,
  drafts: DraftMessages,
  gate: Gate,
): Promise<Verdicts> {
  const attributes = {
    'lead_followup.step': step,
    'lead_followup.channel': channel,
    'lead_followup.round': round,
  };
  return tracing.inSpan({ name: 'quality gate', kind: 'internal', attributes }, async (span) => {
    const verdicts = await gate.check(drafts);
    const found = Object.values(verdicts).flat();
    const errors = errorsOf(found).length;
    span.set({ 'lead_followup.gate_errors': errors, 'lead_followup.gate_warnings': found.length - errors });
    return verdicts;
  });
}

/** Stores violations with the call that wrote the messages, so that those of every round can be read, and counts them. */
export function recordViolations(
  { metrics }: Pick<Services, 'metrics'>,
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
