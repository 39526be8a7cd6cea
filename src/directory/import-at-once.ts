import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Database } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';
import {
  type ImportEnd,
  type ImportProgress,
  type ImportTask,
  importLeads,
  type RowWarning,
} from './import-leads.ts';
import type { Header } from './lead-import/header.ts';
import { ImportError } from './lead-import/import-error.ts';
import { type Connection, lockSite } from './lead-import/write-batch.ts';

/** Receives the progress. Never gets data of the file, except the names of its columns. */
export interface ImportListener {
  onHeader(header: Header): void;
  onWarning(warning: RowWarning): void;
  /** After each batch. */
  onProgress(progress: ImportProgress): void;
}

export interface ImportResult extends Omit<ImportProgress, 'bytes'> {
  end: ImportEnd;
}

/**
 * Imports a file of this machine, without a job.
 * @param signal if aborted, the import stops after the current batch
 * @throws ImportError if the file has no usable header or encoding; errors of the file system and the database
 */
export async function importAtOnce(
  database: Database,
  file: string,
  task: Omit<ImportTask, 'importId' | 'since'>,
  listener: ImportListener,
  signal: AbortSignal,
): Promise<ImportResult> {
  const { size } = await stat(file);
  const source = { size, open: () => createReadStream(file) };
  let progress: ImportProgress = { rows: 0, created: 0, updated: 0, unchanged: 0, skipped: 0, bytes: 0 };
  const importTask = { ...task, importId: newId('imp'), since: null };
  const connection = await database.sessions.connect();
  try {
    // Hides the table of imports that run as jobs. It ends with the session.
    await connection.query('CREATE TEMPORARY TABLE lead_import_line (LIKE lead_import_line INCLUDING ALL)');
    const end = await importLeads(importTask, source, {
      signal,
      before: progress,
      onHeader: listener.onHeader,
      onWarning: listener.onWarning,
      async inTransaction(batch) {
        progress = await transact(connection, async () => {
          if (!(await lockSite(connection, importTask)))
            throw new ImportError('the site was deleted meanwhile');
          return batch(connection);
        });
        listener.onProgress(progress);
        return true;
      },
    });
    const { bytes: _bytes, ...counts } = progress;
    return { ...counts, end };
  } finally {
    // Closed instead of returned to the pool, which also drops its temporary table.
    connection.release(true);
  }
}

async function transact<Result>(connection: Connection, work: () => Promise<Result>): Promise<Result> {
  await connection.query('BEGIN');
  try {
    const result = await work();
    await connection.query('COMMIT');
    return result;
  } catch (error) {
    // A broken connection has already rolled back, and the first error is more useful.
    await connection.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}
