import type { ApiRequest } from './handler.ts';

/** `wait` of a Prefer header (RFC 7240), alone or among other preferences. */
const preferWait = /(?:^|[,;])\s*wait\s*=\s*"?(\d{1,9})"?\s*(?=$|[,;])/i;

export interface WaitPreference {
  waitMs: number;
  /** Says which preference was honoured; empty when it was asked for by the query. */
  headers: Record<string, string>;
}

/**
 * How long the caller wants to wait for the end: `Prefer: wait=N` or `?wait=N`, in seconds, at most `maxSeconds`.
 * @returns null when the caller does not wait
 */
export function readWaitPreference(
  { headers, query }: ApiRequest,
  maxSeconds: number,
): WaitPreference | null {
  const preferred = preferWait.exec([headers['prefer']].flat().join(','))?.[1];
  const seconds =
    preferred ??
    (typeof query['wait'] === 'string' && /^\d{1,9}$/.test(query['wait']) ? query['wait'] : null);
  if (seconds === null) return null;
  const granted = Math.min(Number(seconds), maxSeconds);
  return { waitMs: granted * 1_000, headers: preferred ? { 'preference-applied': `wait=${granted}` } : {} };
}
