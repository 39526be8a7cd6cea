import type { FollowUpView } from '../contract/follow-up-view.ts';
import { newestFirst } from '../contract/newest-first.ts';
import { type Page, type PageQuery, toPage } from '../contract/page.ts';
import type { Principal } from '../contract/principal.ts';
import type { Status } from '../contract/status.ts';
import type { Database } from '../platform/database.ts';
import { followUpParts, presentFollowUp } from './present.ts';

export interface FollowUpFilters {
  lead_id?: string | undefined;
  site_id?: string | undefined;
  status?: Status | undefined;
}

/** An organisation's follow-ups, newest first. */
export async function listFollowUps(
  { prisma }: Database,
  { organisationId, siteId: boundSite }: Principal,
  { lead_id: leadId, site_id: siteId, status }: FollowUpFilters,
  query: PageQuery,
): Promise<Page<FollowUpView>> {
  const { where, orderBy, take } = newestFirst(query);
  const rows = await prisma.followUp.findMany({
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
    include: followUpParts,
    orderBy,
    take,
  });
  return toPage(rows, query.limit, ({ createdAt, id }) => ({ at: createdAt, id }), presentFollowUp);
}
