import type { ErrorBody } from '../contract/errors.ts';
import type { FollowUpSummary } from '../contract/follow-up-view.ts';
import type { ReviewStatus } from '../contract/review.ts';
import type { FollowUpStatus } from '../contract/status.ts';
import type { Prisma } from '../platform/generated/client.ts';
import { commandIdsOf, generatedColumns, urlOf } from './present.ts';
import { nextFollowUpAt } from './schedule.ts';

/** The columns that a list reads. None of them can be large. */
export const summaryColumns = {
  id: true,
  status: true,
  retryOf: true,
  siteId: true,
  leadId: true,
  ...generatedColumns,
  metadata: true,
  error: true,
  createdAt: true,
  finishedAt: true,
  commands: { where: { number: 0 }, select: { id: true, kind: true, number: true } },
  review: { select: { status: true, expiresAt: true } },
  enrollmentId: true,
  stepKey: true,
  site: { select: { timezone: true } },
} as const satisfies Prisma.FollowUpSelect;

type SummaryRow = Prisma.FollowUpGetPayload<{ select: typeof summaryColumns }>;

/** A stored follow-up as a list shows it. */
export function presentSummary(row: SummaryRow): FollowUpSummary {
  return {
    id: row.id,
    status: row.status as FollowUpStatus,
    retry_of: row.retryOf,
    site_id: row.siteId,
    lead_id: row.leadId,
    lead: {
      name: row.leadName,
      company: row.leadCompany,
      email: row.leadEmail,
      phone: row.leadPhone,
      sites: { name: row.siteName ?? '' },
    },
    command_ids: commandIdsOf(row.commands),
    channels: row.channels as FollowUpSummary['channels'],
    skipped_channels: row.skippedChannels as FollowUpSummary['skipped_channels'],
    schedule: {
      follow_up_interval: row.followUpInterval,
      next_follow_up_at: nextFollowUpAt(row.followUpInterval, row.createdAt, row.site.timezone),
    },
    metadata: row.metadata as Record<string, string>,
    enrollment: row.enrollmentId === null ? null : { id: row.enrollmentId, step: row.stepKey ?? '' },
    review: row.review && {
      status: row.review.status as ReviewStatus,
      expires_at: row.review.expiresAt.toISOString(),
    },
    error: row.error as unknown as ErrorBody | null,
    urls: { self: urlOf(row.id) },
    created_at: row.createdAt.toISOString(),
    finished_at: row.finishedAt?.toISOString() ?? null,
  };
}
