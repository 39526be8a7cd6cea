import type { FollowUpSummary, FollowUpView } from '../contract/follow-up-view.ts';
import type { Page, PageQuery } from '../contract/page.ts';
import type { Principal } from '../contract/principal.ts';
import type { Status } from '../contract/status.ts';
import type { Database } from '../platform/database.ts';
import { newestFirst } from '../platform/newest-first.ts';
import { type Batch, byCreation, readPage } from '../platform/read-page.ts';
import { presentFollowUp, shownFollowUp } from './present.ts';
import { presentSummary, summaryColumns } from './present-summary.ts';

export interface FollowUpFilters {
  lead_id?: string | undefined;
  site_id?: string | undefined;
  status?: Status | undefined;
}

/** Summaries of an organisation's follow-ups, newest first. */
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
  { prisma }: Database,
  principal: Principal,
  filters: FollowUpFilters,
  query: PageQuery,
): Promise<Page<FollowUpView>> {
  const read = (batch: Batch) =>
    prisma.followUp.findMany({ ...rowsOf(principal, filters, batch), ...shownFollowUp });
  return readPage(query, read, byCreation, presentFollowUp);
}

function rowsOf(
  { organisationId, siteId: boundSite }: Principal,
  { lead_id: leadId, site_id: siteId, status }: FollowUpFilters,
  { cursor, take }: Batch,
) {
  const { where, orderBy } = newestFirst(cursor);
  return {
    where: {
      organisationId,
      AND: [
        ...(boundSite ? [{ siteId: boundSite }] : []),
        ...(siteId ? [{ siteId }] : []),
        ...(leadId ? [{ leadId }] : []),
        ...(status ? [{ status }] : []),
        where,
      ],
    },
    orderBy,
    take,
  };
}
