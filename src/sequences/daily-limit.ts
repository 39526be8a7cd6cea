import type { DatabaseClient } from '../platform/database.ts';
import type { LockedEnrollment } from './lock-enrollment.ts';

/** Counts one more start of today, unless the limit is reached. The row's lock makes concurrent starts wait. */
export async function takeFromDay(
  tx: DatabaseClient,
  { organisationId, sequenceId }: LockedEnrollment,
  limit: number,
  now: Date,
): Promise<boolean> {
  const count = await tx.$executeRaw`
    INSERT INTO sequence_day AS d (organisation_id, sequence_id, day, started)
    SELECT q.organisation_id, q.id, (${now}::timestamptz AT TIME ZONE s.timezone)::date, 1
    FROM sequence q JOIN site s ON s.organisation_id = q.organisation_id AND s.id = q.site_id
    WHERE q.organisation_id = ${organisationId} AND q.id = ${sequenceId}::uuid
    ON CONFLICT (organisation_id, sequence_id, day) DO UPDATE SET started = d.started + 1
    WHERE d.started < ${limit}`;
  return count > 0;
}

/**
 * Lets all other due enrollments of the sequence wait as well, because none of them can start today. There may be many, so
 * one statement moves them; each looks at its own window then.
 */
export async function postponeOthers(
  tx: DatabaseClient,
  { id, organisationId, sequenceId }: LockedEnrollment,
  until: Date,
  now: Date,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE enrollment SET next_step_at = ${until}, waiting = 'daily_limit'
    WHERE id IN (
      SELECT id FROM enrollment
      WHERE organisation_id = ${organisationId} AND sequence_id = ${sequenceId}::uuid AND status = 'active'
        AND next_step_at <= ${now} AND follow_up_id IS NULL AND id <> ${id}
        AND (claimed_until IS NULL OR claimed_until < ${now})
      ORDER BY id FOR UPDATE SKIP LOCKED)`;
}

/** Gives a start back that came to nothing. */
export async function returnToDay(
  client: DatabaseClient,
  { organisationId, sequenceId }: Pick<LockedEnrollment, 'organisationId' | 'sequenceId'>,
  now: Date,
): Promise<void> {
  await client.$executeRaw`
    UPDATE sequence_day d SET started = d.started - 1
    FROM sequence q JOIN site s ON s.organisation_id = q.organisation_id AND s.id = q.site_id
    WHERE q.organisation_id = ${organisationId} AND q.id = ${sequenceId}::uuid
      AND d.organisation_id = q.organisation_id AND d.sequence_id = q.id
      AND d.day = (${now}::timestamptz AT TIME ZONE s.timezone)::date AND d.started > 0`;
}
