import { type Phase, phases } from '../contract/agents.ts';
import { isTerminal, type Status } from '../contract/status.ts';

/** What a follow-up waits for: one of its phases, or its outcome. */
export type NextStep = { kind: 'phase'; phase: Phase; commandId: string } | { kind: 'settle' };

/** The first phase that has not ended; none comes after one that ended without a result. */
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
