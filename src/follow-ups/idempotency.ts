import { createHash } from 'node:crypto';
import { AppError } from '../contract/errors.ts';
import type { DatabaseClient } from '../platform/database.ts';

/** A request that must be carried out once, however often it is sent. */
export interface IdempotentRequest {
  organisationId: string;
  key: string;
  /** Of the parsed body: both spellings of a request are the same request. */
  fingerprint: string;
}

const keptHours = 24;

export function fingerprintOf(request: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(sortFields(request)))
    .digest('hex');
}

function sortFields(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortFields);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(fields.map(([name, child]) => [name, sortFields(child)]));
}

/**
 * The follow-up that a request with this key has made before.
 * @returns null when the key is free
 * @throws AppError IDEMPOTENCY_KEY_REUSED when the key came with another body
 */
export async function findReplay(client: DatabaseClient, request: IdempotentRequest): Promise<string | null> {
  const { organisationId, key, fingerprint } = request;
  // By the database's clock, like taking the key: with two clocks a key could be free to one and taken to the other.
  const [row] = await client.$queryRaw<{ fingerprint: string; followUpId: string }[]>`
    SELECT fingerprint, follow_up_id AS "followUpId" FROM idempotency_key
    WHERE organisation_id = ${organisationId} AND key = ${key} AND expires_at > now()`;
  if (!row) return null;
  if (row.fingerprint === fingerprint) return row.followUpId;
  throw new AppError(
    'IDEMPOTENCY_KEY_REUSED',
    'this Idempotency-Key was sent with another body: use a new key',
  );
}

/**
 * Takes the key for a follow-up that the same transaction has stored. A transaction that holds the key is waited for.
 * @returns false when another request has taken it: give up what was stored and replay that one's
 */
export async function takeKey(
  tx: DatabaseClient,
  request: IdempotentRequest,
  followUpId: string,
): Promise<boolean> {
  const { organisationId, key, fingerprint } = request;
  const taken = await tx.$executeRaw`
    INSERT INTO idempotency_key AS stored (organisation_id, key, fingerprint, follow_up_id, expires_at)
    VALUES (${organisationId}, ${key}, ${fingerprint}, ${followUpId}, now() + make_interval(hours => ${keptHours}::int))
    ON CONFLICT (organisation_id, key) DO UPDATE
      SET fingerprint = excluded.fingerprint, follow_up_id = excluded.follow_up_id,
          created_at = now(), expires_at = excluded.expires_at
      WHERE stored.expires_at <= now()`;
  return taken === 1;
}
