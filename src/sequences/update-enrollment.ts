import type { DatabaseClient } from '../platform/database.ts';
import type { Prisma } from '../platform/generated/client.ts';

/** Changes an enrollment that the transaction has locked, and ends the claim on it. */
export async function updateEnrollment(
  tx: DatabaseClient,
  id: string,
  data: Prisma.EnrollmentUncheckedUpdateInput,
): Promise<void> {
  await tx.enrollment.update({ where: { id }, data: { claimedUntil: null, ...data } });
}
