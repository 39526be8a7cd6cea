import { type Channel, channels } from '../contract/channels.ts';
import type { DatabaseClient } from '../platform/database.ts';

/**
 * The channels that a lead has opted out of. They are stored by the lead's id only and outlive the lead: an erased lead
 * that is stored again, or sent in a request, is still opted out.
 */
export async function readOptOuts(
  client: DatabaseClient,
  organisationId: string,
  leadId: string,
): Promise<Channel[]> {
  return (await readOptOutsOf(client, organisationId, [leadId]))(leadId);
}

/** Like readOptOuts, for many leads. @returns a function that returns the opt-outs of a lead */
export async function readOptOutsOf(
  client: DatabaseClient,
  organisationId: string,
  leadIds: readonly string[],
): Promise<(leadId: string) => Channel[]> {
  const rows = await client.optOut.findMany({ where: { organisationId, leadId: { in: [...leadIds] } } });
  return (leadId) =>
    channels.filter((channel) => rows.some((row) => row.leadId === leadId && row.channel === channel));
}
