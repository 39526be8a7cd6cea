import { AppError } from '../src/contract/errors.ts';
import type { Services } from '../src/platform/services.ts';
import type { ApiRequest } from './handler.ts';

/** A wait or stream that must end when its key is no longer valid. */
export interface KeyBound {
  /** Aborted with the request's own signal, and when the key is no longer valid. */
  signal: AbortSignal;
  /** @throws AppError UNAUTHORIZED if the key is no longer valid */
  requireKey(): void;
  /** Stops watching the key. Call it once. */
  release(): void;
}

/**
 * Watches the key of a long-running request.
 * @returns null if its organisation has reached its limit of open waits and streams
 */
export function untilKeyEnds(
  { principal, signal }: Pick<ApiRequest, 'principal' | 'signal'>,
  { keyWatch, openStreams }: Pick<Services, 'keyWatch' | 'openStreams'>,
): KeyBound | null {
  const leave = openStreams.take(principal.organisationId, principal.limits.open_streams);
  if (!leave) return null;
  const ended = new AbortController();
  const unwatch = keyWatch.watch(principal.apiKeyId, () => ended.abort());
  return {
    signal: AbortSignal.any([signal, ended.signal]),
    requireKey() {
      if (ended.signal.aborted)
        throw new AppError(
          'UNAUTHORIZED',
          'the API key was revoked or has expired, or its organisation is suspended',
        );
    },
    release() {
      unwatch();
      leave();
    },
  };
}

/** Ends a stream when its key is no longer valid. Later items are not sent. */
export async function* streamWithKey<Item>(
  key: KeyBound,
  open: (signal: AbortSignal) => AsyncIterable<Item>,
): AsyncGenerator<Item> {
  try {
    for await (const item of open(key.signal)) {
      if (key.signal.aborted) return;
      yield item;
    }
  } finally {
    key.release();
  }
}
