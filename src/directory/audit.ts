import type { Page } from '../contract/page.ts';
import { type Principal, requireWholeOrganisation } from '../contract/principal.ts';
import type { AuditEntryView, AuditQuery } from '../contract/resources/audit.ts';
import type { Database } from '../platform/database.ts';
import type { Audit } from '../platform/generated/client.ts';
import { isId } from '../platform/ids.ts';
import { readCursor } from '../platform/newest-first.ts';
import { type Batch, readPage } from '../platform/read-page.ts';

/** The audit of the caller's organisation, newest first. @throws AppError FORBIDDEN for a bound key */
export async function listAudit(
  { prisma }: Database,
  principal: Principal,
  { actor, action, subject, ...query }: AuditQuery,
): Promise<Page<AuditEntryView>> {
  requireWholeOrganisation(principal, 'the audit belongs');
  const read = ({ cursor, take }: Batch) =>
    prisma.audit.findMany({
      where: {
        organisationId: principal.organisationId,
        ...(actor ? { actor } : {}),
        ...(action ? { action } : {}),
        ...(subject ? { subject } : {}),
        ...before(cursor),
      },
      orderBy: [{ at: 'desc' }, { id: 'desc' }],
      take,
    });
  return readPage(query, read, ({ at, id }) => ({ at, id }), present);
}

function before(cursor: string | undefined) {
  if (cursor === undefined) return {};
  const { at, id } = readCursor(cursor, (text) => isId(text, 'aud'));
  return { OR: [{ at: { lt: at } }, { at, id: { lt: id } }] };
}

function present({ id, at, actor, action, subject, address, details }: Audit): AuditEntryView {
  return {
    id,
    at: at.toISOString(),
    actor,
    action,
    subject,
    address,
    details: details as AuditEntryView['details'],
  };
}
