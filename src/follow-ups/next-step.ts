import { type Phase, phases } from '../contract/agents.ts';
import { isTerminal, type Status } from '../contract/status.ts';

/** The next step of a follow-up: a phase, or deciding its outcome. */
export type NextStep = { kind: 'phase'; phase: Phase; commandId: string } | { kind: 'settle' };

/** The first phase that has not ended. After a phase that ended without a result, the follow-up is settled. */
export function nextStep(commands: readonly { id: string; kind: string; status: string }[]): NextStep {
  for (const phase of phases) {
    const command = commands.find(({ kind }) => kind === phase);
    if (!command) continue;
    const status = command.status as Status;
    if (!isTerminal(status)) return { kind: 'phase', phase, commandId: command.id };
    if (status !== 'completed') break;
  }
  return { kind: 'settle' };
}
