import type { Services } from '../platform/services.ts';
import { failImport } from './run-import.ts';

const batch = 100;

/** A file holds personal data, so it is not kept for an import that does not end. */
const longestHours = 24;
/** Longer than a request may take to send a file. */
const uploadHours = 1;

/**
 * Enqueues imports that nothing was heard of for a while: of jobs that are in the queue this changes nothing. Ends those
 * that did not end in time, and deletes files that were not sent to their end.
 */
export async function sweepImports(services: Services): Promise<void> {
  const { database, queues, logger, config } = services;
  await database.pool.query(
    `DELETE FROM lead_import WHERE status = 'uploading' AND checked_at < now() - make_interval(hours => $1)`,
    [uploadHours],
  );
  const { rows } = await database.pool.query<{ id: string; isLate: boolean }>(
    `UPDATE lead_import SET checked_at = now()
     WHERE id IN (
       SELECT id FROM lead_import
       WHERE status IN ('queued', 'running') AND checked_at < now() - make_interval(secs => $1)
       ORDER BY checked_at LIMIT ${batch}
       FOR UPDATE SKIP LOCKED)
     RETURNING id, created_at < now() - make_interval(hours => $2) AS "isLate"`,
    [config.ORPHAN_AFTER_MS / 1_000, longestHours],
  );
  for (const { id: importId, isLate } of rows) {
    if (isLate) {
      const message = `the import did not end within ${longestHours} hours, so its file was deleted: send it again`;
      await failImport(database, importId, { code: 'EXPIRED', message });
      continue;
    }
    try {
      await queues.addImport({ importId });
    } catch (err) {
      logger.warn({ err }, 'imports are not enqueued yet: the next sweep tries again');
      return;
    }
  }
}
