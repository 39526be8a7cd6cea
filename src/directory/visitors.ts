import { AppError } from '../contract/errors.ts';
import type { Page, PageQuery } from '../contract/page.ts';
import type { Principal } from '../contract/principal.ts';
import type { VisitorBody, VisitorView } from '../contract/resources/visitor.ts';
import { isUuid } from '../contract/uuid.ts';
import type { Database, DatabaseClient } from '../platform/database.ts';
import type { PageView, Visitor } from '../platform/generated/client.ts';
import { newId } from '../platform/ids.ts';
import { newestFirst } from '../platform/newest-first.ts';
import { type Batch, byCreation, readPage } from '../platform/read-page.ts';
import { actorOf, recordAudit } from '../platform/record-audit.ts';
import { createOrReplace, type Stored } from './create-or-replace.ts';
import { leadNotFound, lockLeadAgainstDeletion } from './leads.ts';
import { lockSiteAgainstDeletion } from './sites.ts';

interface VisitorKey {
  organisationId: string;
  id: string;
}

const withPageViews = { pageViews: { orderBy: [{ viewedAt: 'desc' as const }, { id: 'desc' as const }] } };

/** The visitors that a key can see, newest first. */
export async function listVisitors(
  { prisma }: Database,
  { organisationId, siteId }: Principal,
  query: PageQuery,
): Promise<Page<VisitorView>> {
  const read = ({ cursor, take }: Batch) => {
    const { where, orderBy } = newestFirst(cursor, isUuid);
    return prisma.visitor.findMany({
      where: { organisationId, ...(siteId ? { siteId } : {}), AND: where },
      include: withPageViews,
      orderBy,
      take,
    });
  };
  return readPage(query, read, byCreation, presentVisitor);
}

/** @throws AppError NOT_FOUND */
export async function readVisitor(
  { prisma }: Database,
  { organisationId, siteId }: Principal,
  id: string,
): Promise<VisitorView> {
  const visitor = await prisma.visitor.findUnique({
    where: { organisationId_id: { organisationId, id }, ...(siteId ? { siteId } : {}) },
    include: withPageViews,
  });
  if (!visitor) throw visitorNotFound();
  return presentVisitor(visitor);
}

/** @throws AppError SITE_NOT_FOUND, LEAD_NOT_FOUND; INVALID_REQUEST for a visitor of another site */
export async function storeVisitor(
  database: Database,
  principal: Principal,
  id: string,
  { site_id: siteId, lead_id: leadId, page_views: pageViews }: VisitorBody,
): Promise<Stored<VisitorView>> {
  const key = { organisationId: principal.organisationId, id };
  const created = await database.prisma.$transaction(async (tx) => {
    await lockSiteAgainstDeletion(tx, principal, siteId);
    if (leadId && !(await lockLeadAgainstDeletion(tx, principal.organisationId, siteId, leadId)))
      throw leadNotFound();
    const isNew = await createOrReplace(
      () => tx.visitor.createMany({ data: { ...key, siteId, leadId }, skipDuplicates: true }),
      async () => {
        const there = await tx.visitor.findUnique({ where: { organisationId_id: key } });
        if (there && there.siteId !== siteId) {
          throw new AppError(
            'INVALID_REQUEST',
            'site_id: the visitor belongs to another site and is not moved',
            {
              details: { parameter: 'site_id' },
            },
          );
        }
        return tx.visitor.updateMany({ where: { ...key, siteId }, data: { leadId } });
      },
    );
    await replacePageViews(tx, key, pageViews);
    return isNew;
  });
  return { created, view: await readVisitor(database, principal, id) };
}

/** Deletes a visitor with its page views. @throws AppError NOT_FOUND */
export async function removeVisitor({ prisma }: Database, principal: Principal, id: string): Promise<void> {
  const { organisationId, siteId } = principal;
  const where = { organisationId, id, ...(siteId ? { siteId } : {}) };
  await prisma.$transaction(async (tx) => {
    const { count } = await tx.visitor.deleteMany({ where });
    if (count === 0) throw visitorNotFound();
    await recordAudit(tx, { ...actorOf(principal), action: 'visitor.deleted', subject: id });
  });
}

async function replacePageViews(
  tx: DatabaseClient,
  { organisationId, id: visitorId }: VisitorKey,
  pageViews: VisitorBody['page_views'],
): Promise<void> {
  await tx.pageView.deleteMany({ where: { organisationId, visitorId } });
  await tx.pageView.createMany({
    data: pageViews.map(({ url, title, viewed_at: viewedAt }) => ({
      id: newId('pgv'),
      organisationId,
      visitorId,
      url,
      title,
      viewedAt,
    })),
  });
}

function visitorNotFound(): AppError {
  return new AppError('NOT_FOUND', 'no such visitor');
}

function presentVisitor(visitor: Visitor & { pageViews: PageView[] }): VisitorView {
  return {
    id: visitor.id,
    site_id: visitor.siteId,
    lead_id: visitor.leadId,
    page_views: visitor.pageViews.map(({ url, title, viewedAt }) => ({
      url,
      title,
      viewed_at: viewedAt.toISOString(),
    })),
    created_at: visitor.createdAt.toISOString(),
  };
}
