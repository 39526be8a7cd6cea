import type { Status } from '../contract/status.ts';
import type { DatabaseClient } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';
import { recordEvent as record } from '../platform/pipeline-sql/events.ts';

export interface StatusChange {
  followUpId: string;
  /** The command that changed; without it, the follow-up itself did. */
  commandId?: string;
  status: Status;
  data?: Record<string, unknown>;
}

/**
 * Writes one status change into the follow-up's history, and who is to be told of it, in the transaction that makes it
 * true. The caller holds the lock of the follow-up.
 */
export function recordEvent(
  tx: DatabaseClient,
  { followUpId, commandId, status, data = {} }: StatusChange,
): Promise<void> {
  const type = `${commandId ? 'command' : 'follow_up'}.${status}`;
  return record(tx, { id: newId('evt'), followUpId, commandId: commandId ?? null, type, data });
}
