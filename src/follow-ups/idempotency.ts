import { createHash } from 'node:crypto';
import { AppError } from '../contract/errors.ts';
import type { PlanningRow } from '../platform/pipeline-sql/read-for-planning.ts';

/** A request that must be carried out once, however often it is sent. */
export interface IdempotentRequest {
  key: string;
  /** Of the parsed body: both spellings of a request are the same request. */
  fingerprint: string;
}

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
 * The follow-up that a request with the same key has made before.
 * @returns null when the key is free
 * @throws AppError IDEMPOTENCY_KEY_REUSED when the key came with another body
 */
export function findReplay(
  { fingerprint }: IdempotentRequest,
  earlier: PlanningRow['earlier'],
): string | null {
  if (!earlier) return null;
  if (earlier.fingerprint === fingerprint) return earlier.followUpId;
  throw new AppError(
    'IDEMPOTENCY_KEY_REUSED',
    'this Idempotency-Key was sent with another body: use a new key',
  );
}
