import { type CommandRun, type RunOutcome, type RunPhase, runCommand } from '../commands/run.ts';
import type { Services } from '../platform/services.ts';
import { enqueueDeliveriesOf } from '../webhooks/enqueue.ts';

/** Runs a phase on its command, and sends the webhooks of what came of it on their way. */
export async function runPhase(services: Services, run: CommandRun, phase: RunPhase): Promise<RunOutcome> {
  const outcome = await runCommand(services, run, phase);
  if (outcome.kind === 'completed' || outcome.kind === 'ended') {
    await enqueueDeliveriesOf(services, { commandId: run.commandId });
  }
  return outcome;
}
