import type { FollowUpSummary, FollowUpView } from '../contract/follow-up-view.ts';
import type { Page, PageQuery } from '../contract/page.ts';
import type { Principal } from '../contract/principal.ts';
import type { ReviewStatus } from '../contract/review.ts';
import type { FollowUpStatus } from '../contract/status.ts';
import type { Database } from '../platform/database.ts';
import { byAge } from '../platform/newest-first.ts';
import { type Batch, byCreation, readPage } from '../platform/read-page.ts';
import type { Services } from '../platform/services.ts';
import { presentFollowUp } from './present.ts';
import { presentSummary, summaryColumns } from './present-summary.ts';

export interface FollowUpFilters {
  lead_id?: string | undefined;
  site_id?: string | undefined;
  status?: FollowUpStatus | undefined;
  review?: ReviewStatus | undefined;
  order?: 'asc' | 'desc' | undefined;
}

/** Summaries of an organisation's follow-ups, newest first unless asked otherwise. */
export function listFollowUps(
  { prisma }: Database,
  principal: Principal,
  filters: FollowUpFilters,
  query: PageQuery,
): Promise<Page<FollowUpSummary>> {
  const read = (batch: Batch) =>
    prisma.followUp.findMany({ ...rowsOf(principal, filters, batch), select: summaryColumns });
  return readPage(query, read, byCreation, presentSummary);
}

/** The same list with complete follow-ups. */
export function listWholeFollowUps(
  { database: { prisma }, pipeline }: Pick<Services, 'database' | 'pipeline'>,
  principal: Principal,
  filters: FollowUpFilters,
  query: PageQuery,
): Promise<Page<FollowUpView>> {
  const read = async (batch: Batch) => {
    const found = await prisma.followUp.findMany({
      ...rowsOf(principal, filters, batch),
      select: { id: true },
    });
    // One statement reads them all.
    const rows = await Promise.all(found.map(({ id }) => pipeline.readFollowUp(id)));
    return rows.filter((row) => row !== null);
  };
  return readPage(query, read, byCreation, presentFollowUp);
}

function rowsOf(
  { organisationId, siteId: boundSite }: Principal,
  { lead_id: leadId, site_id: siteId, status, review, order }: FollowUpFilters,
  { cursor, take }: Batch,
) {
  const { where, orderBy } = byAge(cursor, order);
  return {
    where: {
      organisationId,
      AND: [
        ...(boundSite ? [{ siteId: boundSite }] : []),
        ...(siteId ? [{ siteId }] : []),
        ...(leadId ? [{ leadId }] : []),
        ...(status ? [{ status }] : []),
        ...(review ? [reviewedAs(review)] : []),
        where,
      ],
    },
    orderBy,
    take,
  };
}

/** The queue of pending reviews has an index of its own. */
function reviewedAs(status: ReviewStatus) {
  return status === 'pending' ? { status: 'awaiting_review' } : { review: { status } };
}
