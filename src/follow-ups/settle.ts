import { lockFollowUp } from '../commands/lock-follow-up.ts';
import { recordEvent } from '../commands/record-event.ts';
import { endCommand } from '../commands/store.ts';
import type { CommandError } from '../contract/errors.ts';
import { factsSchema } from '../contract/facts.ts';
import { copywriterOutputSchema, salesOutputSchema } from '../contract/messages.ts';
import { planSchema } from '../contract/plan.ts';
import { isTerminal, type Status } from '../contract/status.ts';
import { readOptOuts } from '../directory/opt-outs.ts';
import type { DatabaseClient } from '../platform/database.ts';
import type { Command } from '../platform/generated/client.ts';
import type { Services } from '../platform/services.ts';
import { contextOf } from '../quality/context-of.ts';
import { enqueueDeliveriesOf } from '../webhooks/enqueue.ts';
import { decideOutcome, type Outcome } from './outcome.ts';

/**
 * Decides what a follow-up comes to, once the queue has ended its phases, and writes it together with its event.
 * Settling twice changes nothing.
 */
export async function settleFollowUp(
  services: Services,
  { followUpId, generation }: { followUpId: string; generation: number },
): Promise<void> {
  const { database, signals } = services;
  await database.prisma.$transaction(async (tx) => {
    const followUp = await lockFollowUp(tx, { followUpId });
    if (!followUp || isTerminal(followUp.status) || followUp.generation !== generation) return;
    const { plan, facts, leadId } = await tx.followUp.findUniqueOrThrow({ where: { id: followUpId } });
    const { sales, copywriter } = await endCommands(tx, followUpId);
    const outcome = decideOutcome(
      planSchema.parse(plan),
      {
        sales: {
          output: sales.status === 'completed' ? salesOutputSchema.parse(sales.output) : null,
          error: sales.error as CommandError | null,
        },
        copywriter:
          copywriter?.status === 'completed' ? copywriterOutputSchema.parse(copywriter.output) : null,
      },
      contextOf(factsSchema.parse(facts), new Date()),
      await readOptOuts(tx, followUp.organisationId, leadId),
    );
    await writeOutcome(tx, followUp, outcome);
  });
  await signals.publish(followUpId);
  await enqueueDeliveriesOf(services, { followUpId });
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
