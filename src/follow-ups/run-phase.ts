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
import { turnRetryMs } from '../platform/work-in-hand.ts';
import { enqueueDeliveries } from '../webhooks/enqueue.ts';
import { nextStep } from './next-step.ts';
import { type Checked, decideOutcome, type Outcome, type PhaseResults } from './outcome.ts';
import { reportOutcome } from './report-outcome.ts';
import { settleFollowUp } from './settle.ts';

export type PhaseRun = CommandRun & PhaseJobData;

/**
 * Runs a phase's job: executes its command, then moves the follow-up to its next step. The statement that ends the last
 * phase settles the follow-up; an earlier phase enqueues the next one. The job is not done before this returns, so a
 * process that dies never leaves a follow-up without a job.
 */
export async function runPhase(services: Services, run: PhaseRun, write: WritePhase): Promise<JobOutcome> {
  let concluded: Outcome | undefined;
  const conclude: Conclude = (...results) => {
    const settlement = concludeWith(run.generation, ...results);
    concluded = settlement?.outcome;
    return settlement;
  };
  const { outcome, ended, goesOn } = await executeCommand(services, run, write, conclude);
  if (ended?.settled && concluded) reportOutcome(services, run.followUpId, concluded);
  if (ended) await enqueueDeliveries(services, ended.deliveries);
  if (!goesOn) return outcome;
  if (outcome.kind === 'completed' && ended?.nextCommandId) {
    const { followUpId, generation } = run;
    await services.queues.addPhase('copywriter', { followUpId, generation, commandId: ended.nextCommandId });
    return outcome;
  }
  const settlement = await advance(services, run);
  return settlement === 'waits' ? { kind: 'postponed', afterMs: turnRetryMs } : outcome;
}

/** Moves on a follow-up whose command ended without a result of this run. Its rows determine the next step. */
async function advance(services: Services, { followUpId, generation }: PhaseRun): Promise<'waits' | 'done'> {
  const commands = await services.database.prisma.command.findMany({
    where: { followUpId, number: 0 },
    select: { id: true, kind: true, status: true },
  });
  // The lead was erased meanwhile.
  if (commands.length === 0) return 'done';
  const step = nextStep(commands);
  if (step.kind === 'phase') {
    await services.queues.addPhase(step.phase, { followUpId, generation, commandId: step.commandId });
    return 'done';
  }
  return (await settleFollowUp(services, { followUpId, generation })) === 'waits' ? 'waits' : 'done';
}

/**
 * Decides the outcome after the last phase of a follow-up without review, on the assumption that it is no step of a
 * sequence and that the lead has not opted out of a planned channel meanwhile. The statement that stores the outcome
 * verifies that. The quality gate does not run again: its verdicts are stored with the messages.
 */
function concludeWith(
  generation: number,
  { input, plan, nextCommandId }: Parameters<Conclude>[0],
  { output }: Parameters<Conclude>[1],
) {
  if (nextCommandId !== null || input.revision) return null;
  const results = resultsOf(input.sales, output);
  if (!results) return null;
  const outcome = decideOutcome(plan, results, []);
  // A review is opened by the code that settles all other follow-ups.
  if (outcome.status === 'awaiting_review') return null;
  return { generation, channels: plan.channels, outcome };
}

/** @returns null for drafts from before verdicts were stored */
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
