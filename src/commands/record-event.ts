import type { Status } from '../contract/status.ts';
import type { DatabaseClient } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';
import { recordEvent as record } from '../platform/pipeline-sql/events.ts';

export interface StatusChange {
  followUpId: string;
  /** The command that changed. Without it, the follow-up itself changed. */
  commandId?: string;
  status: Status;
  data?: Record<string, unknown>;
}

/**
 * Records one status change in the follow-up's history, with its webhook deliveries, in the transaction that changes the
 * status. The caller has locked the follow-up.
 */
export function recordEvent(
  tx: DatabaseClient,
  { followUpId, commandId, status, data = {} }: StatusChange,
): Promise<void> {
  const type = `${commandId ? 'command' : 'follow_up'}.${status}`;
  return record(tx, { id: newId('evt'), followUpId, commandId: commandId ?? null, type, data });
}
