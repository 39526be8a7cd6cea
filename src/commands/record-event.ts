import type { EventType } from '../contract/event-view.ts';
import type { Status } from '../contract/status.ts';
import type { DatabaseClient } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';
import { recordEvent as record } from '../platform/pipeline-sql/events.ts';

export interface Change {
  followUpId: string;
  /** The command that changed. Without it, the follow-up itself changed. */
  commandId?: string;
  data?: Record<string, unknown>;
}

/**
 * Records one status change in the follow-up's history, with its webhook deliveries, in the transaction that changes the
 * status. The caller has locked the follow-up.
 */
export function recordEvent(
  tx: DatabaseClient,
  { status, ...change }: Change & { status: Status },
): Promise<void> {
  return recordEventOfType(tx, `${change.commandId ? 'command' : 'follow_up'}.${status}`, change);
}

/** The same for a change of another type. */
export function recordEventOfType(
  tx: DatabaseClient,
  type: EventType,
  { followUpId, commandId, data = {} }: Change,
): Promise<void> {
  return record(tx, { id: newId('evt'), followUpId, commandId: commandId ?? null, type, data });
}
