import { lockFollowUp } from '../../commands/lock-follow-up.ts';
import { endCommand } from '../../commands/transitions.ts';
import type { CommandError } from '../../contract/errors.ts';
import type { PhaseJobData } from '../../platform/queues/follow-up-flow.ts';
import type { Services } from '../../platform/services.ts';

/**
 * Fails a command that should have written a message again, after its job was given up. The review stays open.
 * @returns false if the command is a phase
 */
export async function giveUpRevision(
  { database, signals }: Pick<Services, 'database' | 'signals'>,
  { followUpId, commandId }: PhaseJobData,
): Promise<boolean> {
  const isRevision = await database.prisma.$transaction(async (tx) => {
    await lockFollowUp(tx, { followUpId });
    const command = await tx.command.findUnique({ where: { id: commandId } });
    if (!command?.channel) return false;
    const error: CommandError = { code: 'PHASE_GIVEN_UP', message: 'the message was not written again' };
    await endCommand(tx, command, { status: 'failed', error });
    return true;
  });
  if (isRevision) await signals.publish(followUpId);
  return isRevision;
}
