import type { EnrollmentStatus } from '../contract/enrollment-view.ts';
import { AppError } from '../contract/errors.ts';
import { canAccess, type Principal } from '../contract/principal.ts';
import type { DatabaseClient } from '../platform/database.ts';
import type { Enrollment, Sequence } from '../platform/generated/client.ts';
import { isId } from '../platform/ids.ts';

export type LockedEnrollment = Enrollment & { sequence: Sequence | null };

const mostTries = 10;

/**
 * Locks enrollments until the transaction ends, after the follow-ups of their current steps. ALL transactions lock
 * follow-ups first, then sequences, then enrollments, each in the order of their ids, which rules out deadlocks. So call
 * it once in a transaction.
 * @returns those that exist, in the order of their ids
 */
export async function lockEnrollments(
  tx: DatabaseClient,
  ids: readonly string[],
): Promise<LockedEnrollment[]> {
  if (ids.length === 0) return [];
  const where = { id: { in: [...ids] } };
  for (let tries = 0; tries < mostTries; tries += 1) {
    await tx.$executeRaw`SAVEPOINT before_locks`;
    const seen = await tx.enrollment.findMany({ where, select: { id: true, followUpId: true } });
    const followUpOf = new Map(seen.map(({ id, followUpId }) => [id, followUpId]));
    const followUpIds = seen.flatMap(({ followUpId }) => followUpId ?? []);
    if (followUpIds.length > 0)
      await tx.$queryRaw`SELECT 1 FROM follow_up WHERE id = ANY(${followUpIds}) ORDER BY id FOR UPDATE`;
    await tx.$queryRaw`SELECT 1 FROM enrollment WHERE id = ANY(${[...ids]}) ORDER BY id FOR NO KEY UPDATE`;
    const enrollments = await tx.enrollment.findMany({
      where,
      include: { sequence: true },
      orderBy: { id: 'asc' },
    });
    if (enrollments.every(({ id, followUpId }) => followUpId === followUpOf.get(id))) return enrollments;
    // A step has started meanwhile. Its follow-up must be locked too, and before the enrollments.
    await tx.$executeRaw`ROLLBACK TO SAVEPOINT before_locks`;
  }
  throw new Error('enrollments could not be locked: their steps changed each time');
}

/** The same for one. @returns null if it was deleted */
export async function lockEnrollment(tx: DatabaseClient, id: string): Promise<LockedEnrollment | null> {
  const [enrollment] = await lockEnrollments(tx, [id]);
  return enrollment ?? null;
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
