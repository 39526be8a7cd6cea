import type { Channel } from '../contract/channels.ts';
import type { DatabaseClient } from '../platform/database.ts';

/** The channels on which a lead no longer wants to be written to; none for a lead that is not stored. */
export async function readOptOuts(
  client: DatabaseClient,
  organisationId: string,
  leadId: string,
): Promise<Channel[]> {
  const rows = await client.optOut.findMany({ where: { organisationId, leadId } });
  return rows.map(({ channel }) => channel as Channel);
}
