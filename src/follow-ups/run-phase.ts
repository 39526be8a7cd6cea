import {
  type CommandRun,
  type Conclude,
  executeCommand,
  type JobOutcome,
  type WritePhase,
} from '../commands/execute-command.ts';
import type { CopywriterOutput, SalesOutput } from '../contract/messages.ts';
import type { PhaseJobData } from '../platform/queues/follow-up-flow.ts';
import type { Services } from '../platform/services.ts';
import { enqueueDeliveries } from '../webhooks/enqueue.ts';
import { nextStep } from './next-step.ts';
import { type Checked, decideOutcome, type PhaseResults } from './outcome.ts';
import { settleFollowUp } from './settle.ts';

export type PhaseRun = CommandRun & PhaseJobData;

/**
 * Runs a phase on its command and brings the follow-up on: the statement that ends the last phase settles it; the phase
 * before adds the job of the next one. Until this has returned, the job is not done, so that a process which dies leaves
 * no follow-up without one.
 */
export async function runPhase(services: Services, run: PhaseRun, write: WritePhase): Promise<JobOutcome> {
  const { outcome, ended, goesOn } = await executeCommand(services, run, write, concludeWith(run.generation));
  if (ended) await enqueueDeliveries(services, ended.deliveries);
  if (!goesOn) return outcome;
  if (outcome.kind === 'completed' && ended?.nextCommandId) {
    const { followUpId, generation } = run;
    await services.queues.addPhase('copywriter', { followUpId, generation, commandId: ended.nextCommandId });
    return outcome;
  }
  const settlement = await advance(services, run);
  return settlement === 'waits' ? { kind: 'postponed', afterMs: 1_000 } : outcome;
}

/** The command has ended otherwise than by this run's result: the rows say what comes next. */
async function advance(services: Services, { followUpId, generation }: PhaseRun): Promise<'waits' | 'done'> {
  const commands = await services.database.prisma.command.findMany({
    where: { followUpId },
    select: { id: true, kind: true, status: true },
  });
  // Erased meanwhile.
  if (commands.length === 0) return 'done';
  const step = nextStep(commands);
  if (step.kind === 'phase') {
    await services.queues.addPhase(step.phase, { followUpId, generation, commandId: step.commandId });
    return 'done';
  }
  return (await settleFollowUp(services, { followUpId, generation })) === 'waits' ? 'waits' : 'done';
}

/**
 * The outcome after the last phase, if the lead has opted out of nothing since the follow-up was planned; the statement
 * that writes it makes sure of that. The rules of the quality gate are not run again: their verdicts stand with the
 * messages.
 */
function concludeWith(generation: number): Conclude {
  return ({ input, plan, nextCommandId }, { output }) => {
    if (nextCommandId !== null) return null;
    const results = resultsOf(input.sales, output);
    if (!results) return null;
    const outcome = decideOutcome(plan, results, []);
    return { generation, channels: plan.channels, outcome };
  };
}

/** @returns null for a draft from before verdicts were stored */
function resultsOf(sales: SalesOutput | null, output: SalesOutput | CopywriterOutput): PhaseResults | null {
  if (sales === null) {
    return { sales: { output: output as Checked<SalesOutput>, error: null }, copywriter: null };
  }
  if (!sales.verdicts) return null;
  return {
    sales: { output: sales as Checked<SalesOutput>, error: null },
    copywriter: { output: output as Checked<CopywriterOutput>, error: null },
  };
}
