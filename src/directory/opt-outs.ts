import { type Channel, channels } from '../contract/channels.ts';
import type { DatabaseClient } from '../platform/database.ts';

/**
 * The channels on which a lead no longer wants to be written to. They are kept by the lead's id alone and outlive it:
 * one that was erased and comes back, or is sent along with a request, has still opted out.
 */
export async function readOptOuts(
  client: DatabaseClient,
  organisationId: string,
  leadId: string,
): Promise<Channel[]> {
  return (await readOptOutsOf(client, organisationId, [leadId]))(leadId);
}

/** Like readOptOuts, for many leads. @returns what gives a lead's */
export async function readOptOutsOf(
  client: DatabaseClient,
  organisationId: string,
  leadIds: readonly string[],
): Promise<(leadId: string) => Channel[]> {
  const rows = await client.optOut.findMany({ where: { organisationId, leadId: { in: [...leadIds] } } });
  return (leadId) =>
    channels.filter((channel) => rows.some((row) => row.leadId === leadId && row.channel === channel));
}
