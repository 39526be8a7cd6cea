import type { Services } from '../platform/services.ts';

/** Rows deleted per statement. Small, so that locks are short. */
const batch = 500;

/** Deleting a follow-up also deletes its commands, model calls, events, deliveries and idempotency keys. */
const tables: readonly { name: string; batch: number }[] = [
  { name: 'follow_up', batch: 100 },
  // Deleting an enrollment also deletes its events.
  { name: 'enrollment', batch },
  // Deleting an import also deletes its file and its lines.
  { name: 'lead_import', batch: 10 },
  { name: 'page_view', batch },
  { name: 'visitor', batch },
  { name: 'interaction', batch },
  { name: 'lead', batch },
  { name: 'opt_out', batch },
  { name: 'site_spend', batch },
  { name: 'webhook_endpoint', batch },
  { name: 'api_key', batch },
  { name: 'agent', batch },
  { name: 'channel', batch },
  { name: 'site', batch },
];

/**
 * Deletes the rows of organisations that are marked for deletion, in batches. After an interruption the next sweep
 * continues. A running phase or delivery finds no row and ends. The audit is kept.
 */
export async function deleteOrganisations(
  { database, logger }: Services,
  signal: AbortSignal,
): Promise<void> {
  const { pool } = database;
  const { rows } = await pool.query<{ id: string }>(
    'SELECT id FROM organisation WHERE deleting_since IS NOT NULL ORDER BY deleting_since',
  );
  for (const { id } of rows) {
    for (const { name, batch: most } of tables) {
      for (let deleted = most; deleted === most; ) {
        if (signal.aborted) return;
        const result = await pool.query(
          `DELETE FROM ${name} WHERE ctid = ANY (ARRAY(
             SELECT ctid FROM ${name} WHERE organisation_id = $1 LIMIT ${most} FOR UPDATE SKIP LOCKED))`,
          [id],
        );
        deleted = result.rowCount ?? 0;
      }
    }
    // Its keys are refused, so no new rows appear. Rows that were locked are left for the next sweep.
    const { rowCount } = await pool.query(
      `DELETE FROM organisation o WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM follow_up WHERE organisation_id = o.id)`,
      [id],
    );
    if (rowCount) logger.info({ organisationId: id }, 'an organisation was deleted with all its rows');
  }
}
