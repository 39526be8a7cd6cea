import type { Services } from '../platform/services.ts';

/** How many rows are deleted at a time: little enough to hold no locks for long. */
const batch = 500;

/** A follow-up takes its commands, model calls, events, deliveries and idempotency keys with it. */
const tables: readonly { name: string; batch: number }[] = [
  { name: 'follow_up', batch: 100 },
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
 * Deletes the rows of organisations that are marked so, in batches. Whatever interrupts it, the next sweep goes on. A
 * phase or a delivery that is in progress finds its row gone and ends. The audit stays.
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
    // Nothing new can be made for it: its keys are refused. A row that was locked is left for the next sweep.
    const { rowCount } = await pool.query(
      `DELETE FROM organisation o WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM follow_up WHERE organisation_id = o.id)`,
      [id],
    );
    if (rowCount) logger.info({ organisationId: id }, 'an organisation was deleted with all its rows');
  }
}
