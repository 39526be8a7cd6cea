import { AppError } from '../src/contract/errors.ts';
import type { Services } from '../src/platform/services.ts';
import type { ApiRequest } from './handler.ts';

/** What is open for longer than a moment, and must end when its key does. */
export interface KeyBound {
  /** Aborted with the request's own signal, and when its key can no longer be used. */
  signal: AbortSignal;
  /** @throws AppError UNAUTHORIZED when the key has ended */
  requireKey(): void;
  /** Ends the watch over the key. Call it once. */
  release(): void;
}

/**
 * Watches the key of a request whose answer may take long.
 * @returns null when its organisation has as many of these open as it may
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
          'the API key was revoked, has expired, or is of a suspended organisation',
        );
    },
    release() {
      unwatch();
      leave();
    },
  };
}

/** Ends a stream with its key; what the stream yields after that is not sent. */
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
