import type { DatabaseClient } from './database.ts';
import { newId } from './ids.ts';

export interface AuditEntry {
  /** Null for what belongs to none. */
  organisationId: string | null;
  /** The id of the API key, or `operator`. */
  actor: string;
  /** Such as api_key.created */
  action: string;
  /** The id of what it was done to. */
  subject: string;
}

/** Writes down who did what to whom. Call it in the transaction that does it: neither is without the other. */
export async function recordAudit(client: DatabaseClient, entry: AuditEntry): Promise<void> {
  await client.audit.create({ data: { id: newId('aud'), ...entry } });
}
