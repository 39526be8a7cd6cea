import { AppError } from '../contract/errors.ts';
import type { Page, PageQuery } from '../contract/page.ts';
import type { Principal } from '../contract/principal.ts';
import type { SequenceBody, SequenceStats, SequenceView } from '../contract/resources/sequence.ts';
import { isUuid } from '../contract/uuid.ts';
import { createOrReplace, type Stored } from '../directory/create-or-replace.ts';
import { lockSiteAgainstDeletion, requireSite } from '../directory/sites.ts';
import type { DatabaseClient } from '../platform/database.ts';
import { Prisma, type Sequence } from '../platform/generated/client.ts';
import { newestFirst } from '../platform/newest-first.ts';
import { type Batch, byCreation, readPage } from '../platform/read-page.ts';
import type { Services } from '../platform/services.ts';

/** A site's sequences, newest first. @throws AppError SITE_NOT_FOUND */
export async function listSequences(
  { database }: Services,
  principal: Principal,
  siteId: string,
  query: PageQuery,
): Promise<Page<SequenceView>> {
  await requireSite(database, principal, siteId);
  const { organisationId } = principal;
  const read = ({ cursor, take }: Batch) => {
    const { where, orderBy } = newestFirst(cursor, isUuid);
    return database.prisma.sequence.findMany({
      where: { organisationId, siteId, AND: where },
      orderBy,
      take,
    });
  };
  return readPage(query, read, byCreation, presentSequence);
}

/** @throws AppError SEQUENCE_NOT_FOUND */
export async function readSequence(
  { database }: Services,
  principal: Principal,
  siteId: string,
  id: string,
): Promise<SequenceView> {
  return presentSequence(await findSequence(database.prisma, principal, id, siteId));
}

/**
 * Creates or replaces a sequence. Steps are known by their keys: what has not started changes for all enrollments, which
 * look at their next step again.
 * @throws AppError SITE_NOT_FOUND; INVALID_REQUEST for a sequence of another site
 */
export async function storeSequence(
  services: Services,
  principal: Principal,
  siteId: string,
  id: string,
  { window, stop_on: stopOn, daily_limit: dailyLimit, ...body }: SequenceBody,
): Promise<Stored<SequenceView>> {
  const { organisationId } = principal;
  const key = { organisationId, id };
  const data = { ...body, window: window ?? Prisma.DbNull, stopOn, dailyLimit };
  const { clock, database } = services;
  const created = await database.prisma.$transaction(async (tx) => {
    await lockSiteAgainstDeletion(tx, principal, siteId);
    await tx.$queryRaw`
      SELECT 1 FROM sequence WHERE organisation_id = ${organisationId} AND id = ${id}::uuid FOR NO KEY UPDATE`;
    const before = await tx.sequence.findUnique({ where: { organisationId_id: key } });
    if (before && before.siteId !== siteId) {
      const message = 'sequenceId: the sequence belongs to another site and is not moved';
      throw new AppError('INVALID_REQUEST', message, { details: { parameter: 'sequenceId' } });
    }
    const now = clock.now();
    const pausedAt = body.status === 'paused' ? (before?.pausedAt ?? now) : null;
    const isNew = await createOrReplace(
      () => tx.sequence.createMany({ data: { ...key, siteId, ...data, pausedAt }, skipDuplicates: true }),
      () => tx.sequence.updateMany({ where: { ...key, siteId }, data: { ...data, pausedAt } }),
    );
    if (isNew) return true;
    if (pausedAt) await wakeUnfinished(tx, key);
    else await wakeEnrollments(tx, key, { pausedAt: before?.pausedAt ?? null, now });
    return false;
  });
  if (!created) await services.signals.publish('enr_');
  return { created, view: await readSequence(services, principal, siteId, id) };
}

/**
 * A pause wakes only the enrollments that have a step in writing or in review, so that workers cancel it. The others look
 * at their next step when it is due, and go to sleep.
 */
async function wakeUnfinished(
  tx: DatabaseClient,
  { organisationId, id }: { organisationId: string; id: string },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE enrollment SET next_step_at = now()
    WHERE id IN (
      SELECT id FROM enrollment
      WHERE organisation_id = ${organisationId} AND sequence_id = ${id}::uuid AND status = 'active'
        AND follow_up_id IS NOT NULL
      ORDER BY id FOR NO KEY UPDATE)`;
}

/**
 * All of them look at their next step again. One that writes a step goes back to sleep.
 * @param pausedAt since when the sequence was paused, which does not count as waiting. Null: it was not
 */
async function wakeEnrollments(
  tx: DatabaseClient,
  { organisationId, id }: { organisationId: string; id: string },
  { pausedAt, now }: { pausedAt: Date | null; now: Date },
): Promise<void> {
  // A lead that was enrolled during the pause has seen only a part of it.
  const paused = Prisma.sql`
    greatest(interval '0', ${now}::timestamptz - greatest(base_at, ${pausedAt ?? now}::timestamptz))`;
  await tx.$executeRaw`
    UPDATE enrollment SET next_step_at = now(), base_at = base_at + ${paused}, due_at = due_at + ${paused}
    WHERE id IN (
      SELECT id FROM enrollment
      WHERE organisation_id = ${organisationId} AND sequence_id = ${id}::uuid AND status = 'active'
      ORDER BY id FOR NO KEY UPDATE)`;
}

/** What became of each step and each enrollment. @throws AppError SEQUENCE_NOT_FOUND */
export async function readStats(
  { database }: Services,
  principal: Principal,
  id: string,
): Promise<SequenceStats> {
  const { prisma } = database;
  const { organisationId, steps } = await findSequence(prisma, principal, id);
  const rows = await prisma.$queryRaw<
    {
      key: string;
      written: number;
      approved: number;
      rejected: number;
      failed: number;
      open: number;
    }[]
  >`
    SELECT f.step_key AS key,
      count(*) FILTER (WHERE f.status = 'completed')::int AS written,
      count(*) FILTER (WHERE r.status = 'approved')::int AS approved,
      -- A stop, a skip or a pause also ends a review as rejected, but nobody has decided it.
      count(*) FILTER (
        WHERE r.status = 'expired' OR (r.status = 'rejected' AND r.decided_by IS NOT NULL))::int AS rejected,
      count(*) FILTER (WHERE f.status = 'failed')::int AS failed,
      count(*) FILTER (WHERE f.finished_at IS NULL)::int AS open
    FROM enrollment e JOIN follow_up f ON f.enrollment_id = e.id LEFT JOIN review r ON r.follow_up_id = f.id
    WHERE e.organisation_id = ${organisationId} AND e.sequence_id = ${id}::uuid GROUP BY f.step_key`;
  const skips = await prisma.$queryRaw<{ key: string; count: number }[]>`
    SELECT key, count(*)::int FROM enrollment e, unnest(e.skipped) AS key
    WHERE e.organisation_id = ${organisationId} AND e.sequence_id = ${id}::uuid GROUP BY key`;
  const enrollments = await prisma.enrollment.groupBy({
    by: ['status', 'stoppedBy'],
    where: { organisationId, sequenceId: id },
    _count: true,
  });
  const count = (keyOf: (one: (typeof enrollments)[number]) => string | null) => {
    const counts: Record<string, number> = {};
    for (const one of enrollments) {
      const key = keyOf(one);
      if (key !== null) counts[key] = (counts[key] ?? 0) + one._count;
    }
    return counts;
  };
  return {
    steps: (steps as SequenceBody['steps']).map(({ key }) => {
      const row = rows.find((one) => one.key === key);
      const { written = 0, approved = 0, rejected = 0, failed = 0, open = 0 } = row ?? {};
      const skipped = skips.find((one) => one.key === key)?.count ?? 0;
      return { key, written, approved, rejected, skipped, failed, in_progress: open };
    }),
    enrollments: count(({ status }) => status),
    stopped: count(({ stoppedBy }) => stoppedBy),
  };
}

/** @param onSite null: any site. @throws AppError SEQUENCE_NOT_FOUND */
export async function findSequence(
  client: DatabaseClient,
  { organisationId, siteId }: Principal,
  id: string,
  onSite: string | null = null,
): Promise<Sequence> {
  const sequence = await client.sequence.findUnique({ where: { organisationId_id: { organisationId, id } } });
  const isVisible = sequence && [siteId, onSite].every((site) => site === null || sequence.siteId === site);
  if (!isVisible) throw new AppError('SEQUENCE_NOT_FOUND', 'no such sequence: check the id');
  return sequence;
}

function presentSequence(sequence: Sequence): SequenceView {
  return {
    id: sequence.id,
    site_id: sequence.siteId,
    name: sequence.name,
    status: sequence.status as SequenceView['status'],
    steps: sequence.steps as SequenceView['steps'],
    window: sequence.window as SequenceView['window'],
    stop_on: sequence.stopOn,
    daily_limit: sequence.dailyLimit,
    exclusive: sequence.exclusive,
    created_at: sequence.createdAt.toISOString(),
    updated_at: sequence.updatedAt.toISOString(),
  };
}
