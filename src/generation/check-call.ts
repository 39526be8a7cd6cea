import type { DraftMessages, Verdicts } from '../contract/messages.ts';
import type { Database } from '../platform/database.ts';
import type { CallKey } from './call-model.ts';
import type { Gate } from './open-gate.ts';

/**
 * Runs the quality gate on what a call has written, and stores the violations with the call, so that those of every
 * round can be read. The same call has the same violations, so it does not matter which worker stores them.
 */
export async function checkCall(
  database: Database,
  key: CallKey & { commandId: string },
  drafts: DraftMessages,
  gate: Gate,
): Promise<Verdicts> {
  const violations = await gate.check(drafts);
  await storeViolations(database, key, violations);
  return violations;
}

/** Stores what was found in the messages of a call, with the call. */
export async function storeViolations(
  { prisma }: Database,
  { commandId, step, channel, round }: CallKey & { commandId: string },
  violations: Verdicts,
): Promise<void> {
  await prisma.modelCall.updateMany({
    where: { commandId, step, channel, round, outcome: 'completed' },
    data: { violations },
  });
}
