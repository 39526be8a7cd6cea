import { AppError } from '../contract/errors.ts';
import type { Page, PageQuery } from '../contract/page.ts';
import type { Principal } from '../contract/principal.ts';
import {
  type ImportStatus,
  type LeadImportView,
  leadImportSchema,
} from '../contract/resources/lead-import.ts';
import type { Database } from '../platform/database.ts';
import type { LeadImport } from '../platform/generated/client.ts';
import { newestFirst } from '../platform/newest-first.ts';
import { type Batch, byCreation, readPage } from '../platform/read-page.ts';

/** Imports of leads that the key may see, newest first. */
export async function listImports(
  { prisma }: Database,
  principal: Principal,
  { site_id: siteId, ...query }: PageQuery & { site_id?: string | undefined },
): Promise<Page<LeadImportView>> {
  const read = ({ cursor, take }: Batch) => {
    const { where, orderBy } = newestFirst(cursor);
    return prisma.leadImport.findMany({
      where: { AND: [visibleTo(principal), siteId ? { siteId } : {}, where] },
      orderBy,
      take,
    });
  };
  return readPage(query, read, byCreation, present);
}

/** @throws AppError NOT_FOUND */
export async function readImport(
  { prisma }: Database,
  principal: Principal,
  id: string,
): Promise<LeadImportView> {
  const found = await prisma.leadImport.findFirst({ where: { id, ...visibleTo(principal) } });
  if (!found) throw new AppError('NOT_FOUND', 'no such import');
  return present(found);
}

/** An import is shown once its file is stored. */
function visibleTo({ organisationId, siteId }: Principal) {
  return { organisationId, status: { not: 'uploading' }, ...(siteId ? { siteId } : {}) };
}

const { columns, warnings, error } = leadImportSchema.shape;

function present(row: LeadImport): LeadImportView {
  return {
    id: row.id,
    site_id: row.siteId,
    status: row.status as ImportStatus,
    dry_run: row.dryRun,
    bytes: row.bytes,
    bytes_read: row.bytesRead,
    rows: row.rows,
    created: row.created,
    updated: row.updated,
    unchanged: row.unchanged,
    skipped: row.skipped,
    columns: columns.parse(row.columns),
    ignored_columns: row.ignoredColumns,
    warnings: warnings.parse(row.warnings),
    warning_count: row.warningCount,
    error: error.parse(row.error),
    created_at: row.createdAt.toISOString(),
    started_at: row.startedAt?.toISOString() ?? null,
    finished_at: row.finishedAt?.toISOString() ?? null,
  };
}
