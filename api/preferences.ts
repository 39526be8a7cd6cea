import { AppError } from '../src/contract/errors.ts';
import { waitQuerySchema } from '../src/contract/operations/follow-ups.ts';
import type { ApiRequest } from './handler.ts';
import { parseQuery } from './parse-request.ts';

/** `wait` of a Prefer header (RFC 7240), alone or among other preferences. */
const preferWait = /(?:^|[,;])\s*wait\s*=\s*"?(\d{1,9})"?\s*(?=$|[,;])/i;

export interface WaitPreference {
  waitMs: number;
  /** Preference-Applied; empty if the wait was requested in the query. */
  headers: Record<string, string>;
}

/**
 * How long the caller wants to wait for the end: `Prefer: wait=N` or `?wait=N`, in seconds, at most `maxSeconds`.
 * @returns null if the caller does not wait
 * @throws AppError INVALID_REQUEST for a malformed `?wait`. A malformed preference is ignored, as RFC 7240 requires
 */
export function readWaitPreference(request: ApiRequest, maxSeconds: number): WaitPreference | null {
  const { wait } = parseQuery(waitQuerySchema, request);
  const preferred = preferWait.exec([request.headers['prefer']].flat().join(','))?.[1];
  const seconds = preferred ?? wait;
  if (seconds === undefined) return null;
  const granted = Math.min(Number(seconds), maxSeconds);
  return { waitMs: granted * 1_000, headers: preferred ? { 'preference-applied': `wait=${granted}` } : {} };
}

/**
 * The Idempotency-Key header, quoted as a structured field or bare.
 * @returns null without one
 * @throws AppError INVALID_REQUEST if it is empty or longer than 255 characters
 */
export function readIdempotencyKey({ headers }: ApiRequest): string | null {
  const given = headers['idempotency-key'];
  if (given === undefined) return null;
  const text = [given].flat().join(',').trim();
  const key = /^"(.*)"$/.exec(text)?.[1] ?? text;
  if (key.length >= 1 && key.length <= 255) return key;
  throw new AppError('INVALID_REQUEST', 'Idempotency-Key must have 1 to 255 characters', {
    details: { parameter: 'Idempotency-Key' },
  });
}
