import { createHash } from 'node:crypto';
import { AppError } from '../contract/errors.ts';
import type { PlanningRow } from '../platform/pipeline-sql/read-for-planning.ts';

/** A request that takes effect only once, however often it is sent. */
export interface IdempotentRequest {
  key: string;
  /** Hash of the parsed body, so that both spellings of the same request match. */
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
 * Finds the follow-up that an earlier request with the same key created.
 * @returns null if the key has not been used
 * @throws AppError IDEMPOTENCY_KEY_REUSED if the key was used with another body
 */
export function findReplay(
  { fingerprint }: IdempotentRequest,
  earlier: PlanningRow['earlier'],
): string | null {
  if (!earlier) return null;
  if (earlier.fingerprint === fingerprint) return earlier.followUpId;
  throw new AppError(
    'IDEMPOTENCY_KEY_REUSED',
    'this Idempotency-Key was used with another body: use a new key',
  );
}
