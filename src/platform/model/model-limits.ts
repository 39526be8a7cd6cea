import { createHash } from 'node:crypto';
import { consume, windowSeconds } from '../rate-limiter.ts';
import { createSharedLimiter, type SharedStore } from '../shared-limiter.ts';
import { ModelError } from './model-error.ts';

/** Limits calls to the provider, across all processes. */
export interface ModelLimits {
  /**
   * Call before each request.
   * @throws ModelError with `retryAfterMs` while no request may be made; nothing was sent then
   */
  admit(): Promise<void>;
  /** Stops calls of all processes to the provider for this long. */
  pause(durationMs: number): Promise<void>;
}

/** Upper bound for the delay before a rate-limited call is retried. */
const longestWaitMs = 600_000;

/**
 * The pause that a provider asks for and MODEL_REQUESTS_PER_MINUTE, both shared by all processes that call the same
 * provider. While the store is unavailable, each process uses its own counts and calls continue, because the
 * provider enforces its limit anyway.
 */
export function createModelLimits(
  { baseUrl, requestsPerMinute }: { baseUrl: string | undefined; requestsPerMinute: number | undefined },
  store: SharedStore,
): ModelLimits {
  // A URL may hold a password.
  const provider = createHash('sha256')
    .update(baseUrl ?? '')
    .digest('hex')
    .slice(0, 16);
  const askPause = createSharedLimiter('model-pause', { points: 1, duration: 1 }, store);
  const countRequest = requestsPerMinute && createRequestCount(requestsPerMinute, provider, store);
  let pausedUntil = 0;
  let asking: Promise<void> | undefined;

  async function remainingPauseMs(): Promise<number> {
    // Calls that start at the same time share one question.
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
      if (pauseMs > 0) throw heldBack('the model provider limits the rate, and all calls pause', pauseMs);
      const waitMs = countRequest ? await countRequest() : 0;
      if (waitMs > 0) throw heldBack('MODEL_REQUESTS_PER_MINUTE is reached', waitMs);
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

/** @returns a function that counts one request and says how long it has to wait; 0 when it may be made */
function createRequestCount(perMinute: number, provider: string, store: SharedStore) {
  const ask = createSharedLimiter('model-requests', { points: perMinute, duration: windowSeconds }, store);
  return async (): Promise<number> => {
    const { allowed, counted, resetMs } = await ask((limiter) => consume(limiter, provider, perMinute));
    if (allowed) return 0;
    // As many as there are too many, so many windows they are spread over: all of them at the next one would be refused.
    const windows = (counted - perMinute) / perMinute;
    const spreadMs = Math.random() * windows * windowSeconds * 1_000;
    return Math.max(1, Math.min(resetMs + spreadMs, longestWaitMs));
  };
}

function heldBack(reason: string, retryAfterMs: number): ModelError {
  return new ModelError('MODEL_RATE_LIMITED', reason, { retryAfterMs, sent: false });
}
