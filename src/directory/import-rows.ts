import { type ColumnChoice, type ImportWarning, storedWarnings } from '../contract/resources/lead-import.ts';
import type { Database } from '../platform/database.ts';
import type { ImportProgress } from './import-leads.ts';
import type { ImportSource } from './lead-import/encoding.ts';
import { type BatchTarget, type Connection, lockSite } from './lead-import/write-batch.ts';

/** What the run of an import needs of its row. */
export interface StoredImport extends BatchTarget, ImportProgress {
  dryRun: boolean;
  encoding: string | null;
  choices: ColumnChoice[];
  size: number;
  columns: Record<string, string>;
  ignoredColumns: string[];
  warnings: ImportWarning[];
  warningCount: number;
  attempt: number;
  /** Claims whose run has not ended: that many processes died during it. */
  openClaims: number;
  isSuspended: boolean;
  createdAt: Date;
}

export interface ImportFailure {
  code: 'INVALID_FILE' | 'PROCESS_DIED' | 'EXPIRED' | 'SYSTEM_ERROR';
  message: string;
}

/** @returns null if the import has ended or was deleted */
export async function readOpenImport({ pool }: Database, importId: string): Promise<StoredImport | null> {
  const { rows } = await pool.query<StoredImport>(
    `SELECT i.id AS "importId", i.organisation_id AS "organisationId", i.site_id AS "siteId", i.dry_run AS "dryRun",
       i.encoding, i.choices, i.bytes AS size, i.bytes_read AS bytes, i.rows, i.created, i.updated, i.unchanged,
       i.skipped, i.columns, i.ignored_columns AS "ignoredColumns", i.warnings, i.warning_count AS "warningCount",
       i.attempt, i.open_claims AS "openClaims", i.created_at AS "createdAt",
       o.suspended_at IS NOT NULL AS "isSuspended"
     FROM lead_import i JOIN organisation o ON o.id = i.organisation_id
     WHERE i.id = $1 AND i.status IN ('queued', 'running')`,
    [importId],
  );
  return rows[0] ?? null;
}

/** @returns false if another process has claimed it or it has ended */
export async function claimImport({ pool }: Database, { importId, attempt }: StoredImport): Promise<boolean> {
  const { rowCount } = await pool.query(
    `UPDATE lead_import SET status = 'running', attempt = attempt + 1, open_claims = open_claims + 1,
       checked_at = now(), started_at = coalesce(started_at, now())
     WHERE id = $1 AND attempt = $2 AND status IN ('queued', 'running')`,
    [importId, attempt],
  );
  return rowCount === 1;
}

/** Gives a claim back without a result. */
export async function releaseImport({ pool }: Database, importId: string, attempt: number): Promise<void> {
  await pool.query(
    `UPDATE lead_import SET open_claims = CASE WHEN attempt = $2 THEN 0 ELSE greatest(open_claims - 1, 0) END
     WHERE id = $1`,
    [importId, attempt],
  );
}

/** The stored file, a part at a time. */
export function storedFile({ pool }: Database, { importId, size }: StoredImport): ImportSource {
  async function* open() {
    for (let number = 0; ; number += 1) {
      const { rows } = await pool.query<{ bytes: Buffer }>(
        'SELECT bytes FROM lead_import_part WHERE import_id = $1 AND number = $2',
        [importId, number],
      );
      if (!rows[0]) return;
      yield rows[0].bytes;
    }
  }
  return { size, open };
}

/** What a run stores of its report together with each batch. */
export type ImportReport = Pick<StoredImport, 'columns' | 'ignoredColumns' | 'warnings' | 'warningCount'>;

/**
 * Runs the statements of a batch and stores the progress in the same transaction: a process that dies has done both or
 * neither. The site is locked first, as a deletion of the site does.
 * @returns null if the site or the import was deleted, or a newer attempt has taken over
 */
export async function storeBatch(
  { pool }: Database,
  target: BatchTarget,
  attempt: number,
  batch: (connection: Connection) => Promise<ImportProgress>,
  report: ImportReport,
): Promise<ImportProgress | null> {
  const connection = await pool.connect();
  let broken: Error | undefined;
  try {
    await connection.query('BEGIN');
    const { rowCount } = (await lockSite(connection, target))
      ? await connection.query(
          `SELECT 1 FROM lead_import WHERE id = $1 AND attempt = $2 AND status = 'running' FOR UPDATE`,
          [target.importId, attempt],
        )
      : { rowCount: 0 };
    if (rowCount !== 1) {
      await connection.query('ROLLBACK');
      return null;
    }
    const progress = await batch(connection);
    await connection.query(
      `UPDATE lead_import SET bytes_read = $2, rows = $3, created = $4, updated = $5, unchanged = $6, skipped = $7,
         columns = $8, ignored_columns = $9, warnings = $10, warning_count = $11, checked_at = now()
       WHERE id = $1`,
      [
        target.importId,
        ...[
          progress.bytes,
          progress.rows,
          progress.created,
          progress.updated,
          progress.unchanged,
          progress.skipped,
        ],
        ...reportValues(report),
      ],
    );
    await connection.query('COMMIT');
    return progress;
  } catch (error) {
    // A broken connection has already rolled back, and the first error is more useful.
    await connection.query('ROLLBACK').catch((failed: Error) => {
      broken = failed;
    });
    throw error;
  } finally {
    connection.release(broken);
  }
}

function reportValues({ columns, ignoredColumns, warnings, warningCount }: ImportReport): unknown[] {
  const first = warnings.slice(0, storedWarnings);
  return [JSON.stringify(columns), ignoredColumns, JSON.stringify(first), warningCount];
}

/**
 * Ends an import, and deletes its file.
 * @param attempt null: of any attempt, also of one that has not begun
 * @returns false if it had ended, or another attempt has taken over
 */
export async function endImport(
  { prisma }: Database,
  importId: string,
  attempt: number | null,
  { report, failure }: { report: ImportReport | null; failure: ImportFailure | null },
): Promise<boolean> {
  return prisma.$transaction(async (tx) => {
    const ended = await tx.leadImport.updateMany({
      where: {
        id: importId,
        status: { in: ['queued', 'running'] },
        ...(attempt === null ? {} : { attempt }),
      },
      data: {
        status: failure ? 'failed' : 'completed',
        finishedAt: new Date(),
        openClaims: 0,
        ...(failure ? { error: { ...failure } } : {}),
        ...(report
          ? {
              ...report,
              warnings: report.warnings.slice(0, storedWarnings).map((warning) => ({ ...warning })),
            }
          : {}),
      },
    });
    if (ended.count === 0) return false;
    await tx.leadImportPart.deleteMany({ where: { importId } });
    await tx.leadImportLine.deleteMany({ where: { importId } });
    return true;
  });
}
