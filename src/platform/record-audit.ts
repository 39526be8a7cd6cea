import type { Principal } from '../contract/principal.ts';
import type { DatabaseClient } from './database.ts';
import type { Prisma } from './generated/client.ts';
import { newId } from './ids.ts';

export interface AuditEntry {
  /** Null for an action that belongs to no organisation. */
  organisationId: string | null;
  /** The id of the API key, `operator`, or `service` for what the service does on its own. */
  actor: string;
  /** The client's IP address. Missing if no request caused the action. */
  address?: string;
  /** For example api_key.created. */
  action: string;
  /** The id of the object that was acted on. */
  subject: string;
  /** Ids, counts and settings; never lead data. */
  details?: Prisma.InputJsonObject;
}

/** The actor of a request that was made with an organisation's key. */
export function actorOf({ organisationId, apiKeyId, address }: Principal) {
  return { organisationId, actor: apiKeyId, address };
}

/**
 * Records who did what, and from where. Call it in the transaction of the action, so that both are stored or neither
 * is.
 */
export async function recordAudit(client: DatabaseClient, entry: AuditEntry): Promise<void> {
  await client.audit.create({ data: { id: newId('aud'), ...entry } });
}
