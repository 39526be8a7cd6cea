import { Prisma } from '../platform/generated/client.ts';
import type { Services } from '../platform/services.ts';

/** Rows deleted per statement. Small, so that locks are short. */
const batch = 500;

/**
 * Deletes expired data: follow-ups, enrollments and imports that ended more than RETENTION_DAYS ago, with their dependent rows;
 * spending of sites from before that; audit entries older than AUDIT_RETENTION_DAYS; expired idempotency keys and operator sessions. A
 * follow-up that has not ended is never deleted.
 */
export async function deleteExpired({ database, config }: Services, signal: AbortSignal): Promise<void> {
  const { prisma } = database;
  const deleteEnded = (table: Prisma.Sql) => prisma.$executeRaw`
    DELETE FROM ${table} WHERE id IN (
      SELECT id FROM ${table}
      WHERE finished_at < now() - make_interval(days => ${config.RETENTION_DAYS}::int)
      ORDER BY finished_at LIMIT ${batch}
      FOR UPDATE SKIP LOCKED)`;
  const statements = [
    () => deleteEnded(Prisma.sql`follow_up`),
    () => deleteEnded(Prisma.sql`enrollment`),
    () => deleteEnded(Prisma.sql`lead_import`),
    () => prisma.$executeRaw`
      DELETE FROM idempotency_key WHERE (organisation_id, key) IN (
        SELECT organisation_id, key FROM idempotency_key
        WHERE expires_at < now()
        ORDER BY expires_at LIMIT ${batch}
        FOR UPDATE SKIP LOCKED)`,
    () => prisma.$executeRaw`
      DELETE FROM site_spend WHERE (organisation_id, site_id, day) IN (
        SELECT organisation_id, site_id, day FROM site_spend
        WHERE day < current_date - ${config.RETENTION_DAYS}::int
        LIMIT ${batch}
        FOR UPDATE SKIP LOCKED)`,
    () => prisma.$executeRaw`
      DELETE FROM audit WHERE id IN (
        SELECT id FROM audit
        WHERE at < now() - make_interval(days => ${config.AUDIT_RETENTION_DAYS}::int)
        ORDER BY at LIMIT ${batch}
        FOR UPDATE SKIP LOCKED)`,
    () => prisma.$executeRaw`
      DELETE FROM operator_session WHERE id IN (
        SELECT id FROM operator_session
        WHERE expires_at < now()
        ORDER BY expires_at LIMIT ${batch}
        FOR UPDATE SKIP LOCKED)`,
  ];
  for (const deleteBatch of statements) {
    while (!signal.aborted && (await deleteBatch()) === batch);
  }
}
