import type { Status } from '../contract/status.ts';
import type { DatabaseClient } from '../platform/database.ts';

export interface LockedFollowUp {
  id: string;
  organisationId: string;
  status: Status;
  generation: number;
}

/**
 * Locks a follow-up until the transaction ends. EVERY transition takes this lock first and its commands afterwards, so
 * that no two of them can wait for each other.
 */
export async function lockFollowUp(
  tx: DatabaseClient,
  key: { followUpId: string } | { commandId: string },
): Promise<LockedFollowUp | null> {
  const rows =
    'followUpId' in key
      ? await tx.$queryRaw<LockedFollowUp[]>`
          SELECT id, organisation_id AS "organisationId", status, generation
          FROM follow_up WHERE id = ${key.followUpId} FOR UPDATE`
      : await tx.$queryRaw<LockedFollowUp[]>`
          SELECT f.id, f.organisation_id AS "organisationId", f.status, f.generation
          FROM follow_up f JOIN command c ON c.follow_up_id = f.id
          WHERE c.id = ${key.commandId} FOR UPDATE OF f`;
  return rows[0] ?? null;
}
