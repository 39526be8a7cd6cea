import type { Status } from '../contract/status.ts';
import type { DatabaseClient } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';
import { recordDeliveries } from './record-deliveries.ts';

export interface StatusChange {
  organisationId: string;
  followUpId: string;
  /** The command that changed; without it, the follow-up itself did. */
  commandId?: string;
  status: Status;
  data?: Record<string, unknown>;
}

/**
 * Writes one status change into the follow-up's history, and who is to be told of it, in the transaction that makes it
 * true. The caller holds the lock of the follow-up, so that the sequence has neither gaps nor doubles.
 */
export async function recordEvent(client: DatabaseClient, change: StatusChange): Promise<void> {
  const id = newId('evt');
  const type = `${change.commandId ? 'command' : 'follow_up'}.${change.status}`;
  await client.$executeRaw`
    INSERT INTO event (id, organisation_id, follow_up_id, command_id, seq, type, data)
    SELECT ${id}, ${change.organisationId}, ${change.followUpId}, ${change.commandId ?? null},
           coalesce(max(seq), 0) + 1, ${type}, ${JSON.stringify(change.data ?? {})}::jsonb
    FROM event WHERE follow_up_id = ${change.followUpId}`;
  const { organisationId, followUpId } = change;
  await recordDeliveries(client, { id, organisationId, followUpId, type });
}
