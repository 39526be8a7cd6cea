import type { EnrollmentStatus, EnrollmentView, WaitingReason } from '../contract/enrollment-view.ts';
import type { ErrorBody } from '../contract/errors.ts';
import type { Page, PageQuery } from '../contract/page.ts';
import type { Principal } from '../contract/principal.ts';
import type { FollowUpStatus } from '../contract/status.ts';
import type { DatabaseClient } from '../platform/database.ts';
import type { Enrollment, Sequence } from '../platform/generated/client.ts';
import { isId } from '../platform/ids.ts';
import { newestFirst } from '../platform/newest-first.ts';
import { type Batch, byCreation, readPage } from '../platform/read-page.ts';
import type { Services } from '../platform/services.ts';
import { currentStep, definitionOf } from './definition.ts';
import { enrollmentNotFound } from './lock-enrollment.ts';

export interface EnrollmentFilters {
  site_id?: string | undefined;
  sequence_id?: string | undefined;
  lead_id?: string | undefined;
  status?: EnrollmentStatus | undefined;
  /** What stopped it. */
  reason?: string | undefined;
}

/** An organisation's enrollments, newest first. */
export function listEnrollments(
  { database: { prisma } }: Services,
  { organisationId, siteId }: Principal,
  filters: EnrollmentFilters,
  query: PageQuery,
): Promise<Page<EnrollmentView>> {
  const read = async ({ cursor, take }: Batch) => {
    const { where, orderBy } = newestFirst(cursor);
    const rows = await prisma.enrollment.findMany({
      where: {
        organisationId,
        AND: [
          siteId ? { siteId } : {},
          filters.site_id ? { siteId: filters.site_id } : {},
          filters.sequence_id ? { sequenceId: filters.sequence_id } : {},
          filters.lead_id ? { leadId: filters.lead_id } : {},
          filters.status ? { status: filters.status } : {},
          filters.reason ? { stoppedBy: filters.reason } : {},
          where,
        ],
      },
      include: { sequence: true },
      orderBy,
      take,
    });
    return withFollowUps(prisma, rows);
  };
  return readPage(query, read, byCreation, presentEnrollment);
}

/** @throws AppError ENROLLMENT_NOT_FOUND, also for one of another organisation */
export async function readEnrollment(
  { database: { prisma } }: Pick<Services, 'database'>,
  { organisationId, siteId }: Principal,
  id: string,
): Promise<EnrollmentView> {
  const scope = { organisationId, ...(siteId ? { siteId } : {}) };
  const enrollment = isId(id, 'enr') ? await findEnrollment(prisma, { id, ...scope }) : null;
  if (!enrollment) throw enrollmentNotFound();
  return enrollment;
}

/** @returns null if there is no such enrollment */
export async function findEnrollment(
  client: DatabaseClient,
  where: { id: string; organisationId?: string; siteId?: string },
): Promise<EnrollmentView | null> {
  const row = await client.enrollment.findUnique({ where, include: { sequence: true } });
  const [enrollment] = row ? await withFollowUps(client, [row]) : [];
  return enrollment ? presentEnrollment(enrollment) : null;
}

interface StepFollowUp {
  id: string;
  enrollmentId: string;
  stepKey: string;
  status: string;
  reviewExpiresAt: Date | null;
}

type EnrollmentRow = Enrollment & { sequence: Sequence | null; followUps: StepFollowUp[] };

async function withFollowUps(
  client: DatabaseClient,
  rows: readonly (Enrollment & { sequence: Sequence | null })[],
): Promise<EnrollmentRow[]> {
  const followUps = await client.followUp.findMany({
    where: { enrollmentId: { in: rows.map(({ id }) => id) } },
    select: {
      id: true,
      enrollmentId: true,
      stepKey: true,
      status: true,
      review: { select: { expiresAt: true } },
    },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  return rows.map((row) => ({
    ...row,
    followUps: followUps
      .filter(({ enrollmentId }) => enrollmentId === row.id)
      .map(({ id, stepKey, status, review }) => ({
        id,
        enrollmentId: row.id,
        stepKey: stepKey ?? '',
        status,
        reviewExpiresAt: review?.expiresAt ?? null,
      })),
  }));
}

function presentEnrollment(row: EnrollmentRow): EnrollmentView {
  const { steps, pausedAt } = definitionOf(row);
  const isPaused = row.status === 'paused' || pausedAt !== null;
  const current = currentStep(steps, row.done);
  return {
    id: row.id,
    sequence_id: row.sequenceId,
    site_id: row.siteId,
    lead_id: row.leadId,
    status: row.status as EnrollmentStatus,
    step: current ? current.index + 1 : steps.length,
    of: steps.length,
    next_step_at: row.status === 'active' && !isPaused ? (row.nextStepAt?.toISOString() ?? null) : null,
    waiting_for: waitingFor(row, isPaused),
    stopped_by: row.stoppedBy === null ? null : { reason: row.stoppedBy, interaction_id: row.interactionId },
    follow_ups: row.followUps.map(({ id, stepKey, status }) => ({
      step: stepKey,
      id,
      status: status as FollowUpStatus,
    })),
    error: row.error as unknown as ErrorBody | null,
    warnings: row.warnings as string[],
    metadata: row.metadata as Record<string, string>,
    created_at: row.createdAt.toISOString(),
    finished_at: row.finishedAt?.toISOString() ?? null,
  };
}

function waitingFor(row: EnrollmentRow, isPaused: boolean): EnrollmentView['waiting_for'] {
  if (row.finishedAt) return null;
  if (isPaused) return { reason: 'paused', until: null };
  const followUp = row.followUps.find(({ id }) => id === row.followUpId);
  if (followUp?.status === 'awaiting_review') {
    return { reason: 'review', until: followUp.reviewExpiresAt?.toISOString() ?? null };
  }
  if (!row.waiting) return null;
  return { reason: row.waiting as WaitingReason, until: row.nextStepAt?.toISOString() ?? null };
}
