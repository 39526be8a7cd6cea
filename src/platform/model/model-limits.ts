import { createHash } from 'node:crypto';
import { consume, windowSeconds } from '../rate-limiter.ts';
import { createSharedLimiter, type SharedStore } from '../shared-limiter.ts';
import { ModelError } from './model-error.ts';

/** Limits calls to the provider across all processes. */
export interface ModelLimits {
  /**
   * Call this before each request.
   * @throws ModelError with `retryAfterMs` if the request must wait; no request has been sent then
   */
  admit(): Promise<void>;
  /** Pauses the calls of all processes to the provider for this long. */
  pause(durationMs: number): Promise<void>;
}

/** Upper bound for the delay before a rate-limited call is retried. */
const longestWaitMs = 600_000;

/**
 * Applies the pause that a provider asks for, and MODEL_REQUESTS_PER_MINUTE. Both are shared by all processes that
 * call the same provider. While the store is unavailable, each process uses its own counts and calls continue, because
 * the provider enforces its limit anyway.
 */
export function createModelLimits(
  { baseUrl, requestsPerMinute }: { baseUrl: string | undefined; requestsPerMinute: number | undefined },
  store: SharedStore,
): ModelLimits {
  // The URL is hashed because it may contain a password.
  const provider = createHash('sha256')
    .update(baseUrl ?? '')
    .digest('hex')
    .slice(0, 16);
  const askPause = createSharedLimiter('model-pause', { points: 1, duration: 1 }, store);
  const countRequest = requestsPerMinute && createRequestCount(requestsPerMinute, provider, store);
  let pausedUntil = 0;
  let asking: Promise<void> | undefined;

  async function remainingPauseMs(): Promise<number> {
    // Concurrent calls share one read.
    if (pausedUntil <= Date.now()) {
      asking ??= readPause();
      await asking;
    }
    return Math.max(0, pausedUntil - Date.now());
  }

  async function readPause(): Promise<void> {
    try {
      const pause = await askPause((limiter) => limiter.get(provider));
      if (pause) pausedUntil = Math.max(pausedUntil, Date.now() + pause.msBeforeNext);
    } finally {
      asking = undefined;
    }
  }

  return {
    async admit() {
      const pauseMs = await remainingPauseMs();
      if (pauseMs > 0)
        throw rateLimited('calls are paused because of a rate limit of the model provider', pauseMs);
      const waitMs = countRequest ? await countRequest() : 0;
      if (waitMs > 0) throw rateLimited('MODEL_REQUESTS_PER_MINUTE is reached', waitMs);
    },
    async pause(durationMs) {
      pausedUntil = Math.max(pausedUntil, Date.now() + durationMs);
      await askPause(async (limiter) => {
        const running = await limiter.get(provider);
        if ((running?.msBeforeNext ?? 0) >= durationMs) return;
        await limiter.block(provider, Math.ceil(durationMs / 1_000));
      });
    },
  };
}

/** @returns a function that counts one request and returns how long it must wait; 0 if it may be sent now */
function createRequestCount(perMinute: number, provider: string, store: SharedStore) {
  const ask = createSharedLimiter('model-requests', { points: perMinute, duration: windowSeconds }, store);
  return async (): Promise<number> => {
    const { allowed, counted, resetMs } = await ask((limiter) => consume(limiter, provider, perMinute));
    if (allowed) return 0;
    // Excess requests are spread over as many windows as they need. If all came back in the next window, most would be
    // // refused again.
    const windows = (counted - perMinute) / perMinute;
    const spreadMs = Math.random() * windows * windowSeconds * 1_000;
    return Math.max(1, Math.min(resetMs + spreadMs, longestWaitMs));
  };
}

function rateLimited(reason: string, retryAfterMs: number): ModelError {
  return new ModelError('MODEL_RATE_LIMITED', reason, { retryAfterMs, sent: false });
}
