import { randomUUID } from 'node:crypto';
import type { Database } from '../platform/database.ts';
import { recordAudit } from '../platform/record-audit.ts';

/** `full` can pause, retry and remove; `read` can only look. */
export type BoardAccess = 'full' | 'read';

export interface NewSession {
  access: BoardAccess;
  lifetimeMs: number;
  /** The operator's IP address. */
  address: string;
}

/** Starts a session of the operator. @returns its id */
export async function openOperatorSession(
  { prisma }: Database,
  { access, lifetimeMs, address }: NewSession,
): Promise<string> {
  const id = randomUUID();
  await prisma.$transaction(async (tx) => {
    await tx.operatorSession.create({
      data: { id, access, expiresAt: new Date(Date.now() + lifetimeMs) },
    });
    await recordAudit(tx, {
      organisationId: null,
      actor: 'operator',
      address,
      action: 'operator.signed_in',
      subject: id,
      details: { access },
    });
  });
  return id;
}

/** @returns the access of the session, or null if it has ended */
export async function findOperatorSession({ prisma }: Database, id: string): Promise<BoardAccess | null> {
  const row = await prisma.operatorSession.findUnique({ where: { id, expiresAt: { gt: new Date() } } });
  return row ? (row.access as BoardAccess) : null;
}

/** Ends a session, which invalidates every copy of its cookie. */
export async function endOperatorSession({ prisma }: Database, id: string, address: string): Promise<void> {
  await prisma.$transaction(async (tx) => {
    const { count } = await tx.operatorSession.deleteMany({ where: { id } });
    if (count === 0) return;
    await recordAudit(tx, {
      organisationId: null,
      actor: 'operator',
      address,
      action: 'operator.signed_out',
      subject: id,
    });
  });
}
