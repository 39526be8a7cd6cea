import type { FollowUpStatus } from '../contract/status.ts';
import type { DatabaseClient } from '../platform/database.ts';

export interface LockedFollowUp {
  id: string;
  organisationId: string;
  siteId: string;
  status: FollowUpStatus;
  /** The enrollment that it is a step of, or null. */
  enrollmentId: string | null;
  generation: number;
  /** Whether its organisation is suspended. No phase starts then. */
  isSuspended: boolean;
  /** The organisation's own daily budget. Null: the operator's setting applies. */
  dailyTokens: number | null;
  dailyUsd: number | null;
}

/**
 * Locks a follow-up until the transaction ends. EVERY transition locks the follow-up first and its commands afterwards,
 * which rules out deadlocks.
 */
export async function lockFollowUp(
  tx: DatabaseClient,
  key: { followUpId: string } | { commandId: string },
): Promise<LockedFollowUp | null> {
  const [followUpId, commandId] = 'followUpId' in key ? [key.followUpId, null] : [null, key.commandId];
  const rows = await tx.$queryRaw<LockedFollowUp[]>`
    SELECT f.id, f.organisation_id AS "organisationId", f.site_id AS "siteId", f.status, f.generation,
           f.enrollment_id AS "enrollmentId",
           o.suspended_at IS NOT NULL AS "isSuspended",
           o.daily_tokens::float8 AS "dailyTokens", o.daily_usd::float8 AS "dailyUsd"
    FROM follow_up f JOIN organisation o ON o.id = f.organisation_id
    WHERE f.id = coalesce(${followUpId}, (SELECT follow_up_id FROM command WHERE id = ${commandId}))
    FOR UPDATE OF f`;
  return rows[0] ?? null;
}
