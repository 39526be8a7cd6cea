import type { ReviewView } from '../../contract/review.ts';
import type { DatabaseClient } from '../../platform/database.ts';

/**
 * What has changed about the lead of a follow-up since a time. Only a stored lead can change.
 * @returns null if nothing has changed
 */
export async function readStaleness(
  client: DatabaseClient,
  followUpId: string,
  since: Date,
): Promise<ReviewView['stale']> {
  const [row] = await client.$queryRaw<[{ lead: boolean; interactions: number }]>`
    SELECT l.updated_at > ${since} AS lead,
      (SELECT count(*)::int FROM interaction n
       WHERE n.organisation_id = l.organisation_id AND n.lead_id = l.id AND n.created_at > ${since}) AS interactions
    FROM follow_up f JOIN lead l ON l.organisation_id = f.organisation_id AND l.id = f.lead_id
    WHERE f.id = ${followUpId}`;
  return toStale(row ?? null);
}

export function toStale(changes: { lead: boolean; interactions: number } | null): ReviewView['stale'] {
  return changes && (changes.lead || changes.interactions > 0) ? changes : null;
}
