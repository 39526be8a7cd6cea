import type { Principal } from '../contract/principal.ts';
import type { DatabaseClient } from './database.ts';
import type { Prisma } from './generated/client.ts';
import { newId } from './ids.ts';

export interface AuditEntry {
  /** Null for what belongs to none. */
  organisationId: string | null;
  /** The id of the API key, `operator`, or `service` for what the service does by itself. */
  actor: string;
  /** The client's IP address; none for what no request asked for. */
  address?: string;
  /** Such as api_key.created */
  action: string;
  /** The id of what it was done to. */
  subject: string;
  /** Ids, counts and settings; never lead data. */
  details?: Prisma.InputJsonObject;
}

/** Who did it and from where, for a request that came with an organisation's key. */
export function actorOf({ organisationId, apiKeyId, address }: Principal) {
  return { organisationId, actor: apiKeyId, address };
}

/** Writes down who did what, and from where. Call it in the transaction that does it: neither is without the other. */
export async function recordAudit(client: DatabaseClient, entry: AuditEntry): Promise<void> {
  await client.audit.create({ data: { id: newId('aud'), ...entry } });
}
