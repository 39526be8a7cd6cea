import { lockFollowUp } from '../commands/lock-follow-up.ts';
import type { EnrollmentStatus } from '../contract/enrollment-view.ts';
import { AppError } from '../contract/errors.ts';
import { canAccess, type Principal } from '../contract/principal.ts';
import type { DatabaseClient } from '../platform/database.ts';
import type { Enrollment, Sequence } from '../platform/generated/client.ts';
import { isId } from '../platform/ids.ts';

export type LockedEnrollment = Enrollment & { sequence: Sequence | null };

const mostTries = 10;

/**
 * Locks an enrollment until the transaction ends, after the follow-up of its current step. All transactions lock them in
 * this order, which rules out deadlocks.
 * @returns null if it was deleted
 */
export async function lockEnrollment(tx: DatabaseClient, id: string): Promise<LockedEnrollment | null> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const seen = await tx.enrollment.findUnique({ where: { id }, select: { followUpId: true } });
    if (!seen) return null;
    if (seen.followUpId) await lockFollowUp(tx, { followUpId: seen.followUpId });
    await tx.$queryRaw`SELECT 1 FROM enrollment WHERE id = ${id} FOR NO KEY UPDATE`;
    const enrollment = await tx.enrollment.findUnique({ where: { id }, include: { sequence: true } });
    // A step may have started between the two statements. Its follow-up must be locked too.
    if (!enrollment || enrollment.followUpId === seen.followUpId) return enrollment;
  }
  throw new Error('an enrollment could not be locked: its step changed each time');
}

/** @throws AppError ENROLLMENT_NOT_FOUND, also for one of another organisation or of a site that the key cannot access */
export async function lockOwnEnrollment(
  tx: DatabaseClient,
  principal: Principal,
  id: string,
): Promise<LockedEnrollment> {
  const enrollment = isId(id, 'enr') ? await lockEnrollment(tx, id) : null;
  if (!canAccess(principal, enrollment)) throw enrollmentNotFound();
  return enrollment;
}

export function enrollmentNotFound(): AppError {
  return new AppError('ENROLLMENT_NOT_FOUND', 'no such enrollment: check the id');
}

/** The statuses in which steps may still follow. */
export const openStatuses: string[] = ['active', 'paused'] satisfies EnrollmentStatus[];

export function isOpen({ status }: { status: string }): boolean {
  return openStatuses.includes(status);
}
