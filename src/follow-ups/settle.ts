import { lockFollowUp } from '../commands/lock-follow-up.ts';
import { recordEvent } from '../commands/record-event.ts';
import { endCommand } from '../commands/store.ts';
import type { CommandError } from '../contract/errors.ts';
import { type Facts, factsSchema } from '../contract/facts.ts';
import {
  copywriterOutputSchema,
  type DraftMessages,
  salesOutputSchema,
  type Verdicts,
} from '../contract/messages.ts';
import { planSchema } from '../contract/plan.ts';
import { isTerminal, type Status } from '../contract/status.ts';
import { readOptOuts } from '../directory/opt-outs.ts';
import { checkDrafts } from '../generation/check-drafts.ts';
import type { DatabaseClient } from '../platform/database.ts';
import type { Command } from '../platform/generated/client.ts';
import type { Services } from '../platform/services.ts';
import { contextOf } from '../quality/context-of.ts';
import { enqueueDeliveriesOf } from '../webhooks/enqueue.ts';
import { decideOutcome, type Outcome } from './outcome.ts';

/**
 * Decides the outcome of a follow-up, once the queue has ended its phases, and writes it together with its event.
 * Settling twice changes nothing.
 */
export async function settleFollowUp(
  services: Services,
  settled: { followUpId: string; generation: number },
): Promise<void> {
  const { database, signals } = services;
  const { followUpId } = settled;
  const attempt = (checked: ReadonlyMap<string, Verdicts>) =>
    database.prisma.$transaction((tx) => settleWith(tx, settled, checked));
  const unchecked = await attempt(new Map());
  if (unchecked) await attempt(checkOutputs(unchecked));
  await signals.publish(followUpId);
  await enqueueDeliveriesOf(services, { followUpId });
}

/** Outputs from before verdicts were stored with them. They are checked outside the transaction, which holds locks. */
interface Unchecked {
  facts: Facts;
  /** The messages by the id of their command. */
  channels: ReadonlyMap<string, DraftMessages>;
}

function checkOutputs({ facts, channels }: Unchecked): Map<string, Verdicts> {
  const context = contextOf(facts, new Date());
  return new Map([...channels].map(([id, drafts]) => [id, checkDrafts(drafts, context)]));
}

/**
 * @param checked verdicts by the id of a command whose output has none
 * @returns outputs that must be checked first; null: settled
 */
async function settleWith(
  tx: DatabaseClient,
  { followUpId, generation }: { followUpId: string; generation: number },
  checked: ReadonlyMap<string, Verdicts>,
): Promise<Unchecked | null> {
  const followUp = await lockFollowUp(tx, { followUpId });
  if (!followUp || isTerminal(followUp.status) || followUp.generation !== generation) return null;
  const { plan, facts, leadId } = await tx.followUp.findUniqueOrThrow({ where: { id: followUpId } });
  const { sales, copywriter } = await endCommands(tx, followUpId);
  const salesOutput = sales.status === 'completed' ? salesOutputSchema.parse(sales.output) : null;
  const refined = copywriter?.status === 'completed' ? copywriterOutputSchema.parse(copywriter.output) : null;
  const written = [
    { id: sales.id, output: salesOutput },
    { id: copywriter?.id ?? '', output: refined },
  ];
  const unchecked = written.flatMap(({ id, output }) =>
    output && !output.verdicts && !checked.has(id) ? [[id, output.channels] as const] : [],
  );
  if (unchecked.length > 0) return { facts: factsSchema.parse(facts), channels: new Map(unchecked) };
  const withVerdicts = <Output extends { verdicts?: Verdicts | undefined }>(id: string, output: Output) => ({
    ...output,
    verdicts: output.verdicts ?? checked.get(id) ?? {},
  });
  const outcome = decideOutcome(
    planSchema.parse(plan),
    {
      sales: {
        output: salesOutput && withVerdicts(sales.id, salesOutput),
        error: sales.error as CommandError | null,
      },
      copywriter: refined && withVerdicts(copywriter?.id ?? '', refined),
    },
    await readOptOuts(tx, followUp.organisationId, leadId),
  );
  await writeOutcome(tx, followUp, outcome);
  return null;
}

/**
 * Brings every command to an end. The queue settles only after the phases' jobs have ended: a command that is still
 * open then was given up by it, or waited for a sales phase that failed.
 */
async function endCommands(tx: DatabaseClient, followUpId: string) {
  const gaveUp: CommandError = { code: 'PHASE_GIVEN_UP', message: 'the phase ended without a result' };
  const sales = await endIfOpen(tx, followUpId, 'sales', { status: 'failed', error: gaveUp });
  if (!sales) throw new Error('a follow-up without a sales command');
  const copywriter = await endIfOpen(
    tx,
    followUpId,
    'copywriter',
    sales.status === 'completed' ? { status: 'failed', error: gaveUp } : { status: 'cancelled' },
  );
  return { sales, copywriter };
}

async function endIfOpen(
  tx: DatabaseClient,
  followUpId: string,
  kind: 'sales' | 'copywriter',
  end: Parameters<typeof endCommand>[2],
): Promise<Command | null> {
  const find = () => tx.command.findUnique({ where: { followUpId_kind: { followUpId, kind } } });
  const command = await find();
  if (!command || isTerminal(command.status as Status)) return command;
  await endCommand(tx, command, end);
  return find();
}

async function writeOutcome(
  tx: DatabaseClient,
  { id, organisationId }: { id: string; organisationId: string },
  outcome: Outcome,
): Promise<void> {
  const ended = { status: outcome.status, finishedAt: new Date() };
  const data =
    outcome.status === 'completed'
      ? { ...ended, result: outcome.result }
      : { ...ended, error: { ...outcome.error } };
  await tx.followUp.update({ where: { id }, data: data as object });
  await recordEvent(tx, {
    organisationId,
    followUpId: id,
    status: outcome.status,
    data: outcome.status === 'failed' ? { code: outcome.error.code } : {},
  });
}
