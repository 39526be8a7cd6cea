import type { Database } from '../platform/database.ts';
import { admitAfterDeaths, maxDeaths } from '../platform/work-in-hand.ts';

export interface SettleKey {
  followUpId: string;
  /** The generation of the follow-up's jobs. Jobs of an older generation settle nothing. */
  generation: number;
}

export interface ClaimedSettlement {
  kind: 'claimed';
  plan: unknown;
  facts: unknown;
  leadId: string;
  addresses: unknown;
  createdAt: Date;
  organisationId: string;
  /** The span of the request, if it was traced. */
  traceparent: string | null;
}

export type SettlementClaim =
  | ClaimedSettlement
  /** The follow-up has ended, was deleted, or belongs to another generation. */
  | { kind: 'ended' }
  | { kind: 'waits' }
  | { kind: 'set aside' };

/**
 * Records that a process settles a follow-up, and reads what it needs. The claim is committed before the work starts, so a
 * process that the work kills leaves it open.
 */
export async function claimSettlement(database: Database, key: SettleKey): Promise<SettlementClaim> {
  const claimed = await take(database, key, maxDeaths - 1);
  if (claimed) return claimed;
  const open = await readOpen(database, key);
  if (!open) return { kind: 'ended' };
  const admission = admitAfterDeaths(open.openClaims);
  if (admission === 'wait') return { kind: 'waits' };
  if (admission === 'set aside') return { kind: 'set aside' };
  // Fails if another process has settled or claimed it between the two statements.
  return (await take(database, key, maxDeaths)) ?? { kind: 'waits' };
}

async function take(
  { prisma }: Database,
  { followUpId, generation }: SettleKey,
  belowDeaths: number,
): Promise<ClaimedSettlement | null> {
  const [row] = await prisma.$queryRaw<Omit<ClaimedSettlement, 'kind'>[]>`
    UPDATE follow_up SET open_claims = open_claims + 1
    WHERE id = ${followUpId} AND generation = ${generation} AND status IN ('queued', 'running')
      AND open_claims < ${belowDeaths}
    RETURNING plan, facts, lead_id AS "leadId", addresses, created_at AS "createdAt",
      organisation_id AS "organisationId", traceparent`;
  return row ? { kind: 'claimed', ...row } : null;
}

async function readOpen({ prisma }: Database, { followUpId, generation }: SettleKey) {
  return prisma.followUp.findFirst({
    where: { id: followUpId, generation, status: { in: ['queued', 'running'] } },
    select: { openClaims: true },
  });
}

/** Ends a claim whose follow-up has not ended, and resets the count of deaths, because this run survived. */
export async function endSettlementClaim({ prisma }: Database, { followUpId }: SettleKey): Promise<void> {
  await prisma.$executeRaw`
    UPDATE follow_up SET open_claims = 0 WHERE id = ${followUpId} AND status IN ('queued', 'running')`;
}
