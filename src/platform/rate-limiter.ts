import { type RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible';
import type { Principal } from '../contract/principal.ts';
import type { Config } from './config.ts';
import { createKeyGuesses, type KeyGuesses } from './key-guesses.ts';
import { createSharedLimiter, type SharedStore } from './shared-limiter.ts';

const refusalsPerMinute = 30;
/** Upper bound for an organisation's own limit, which may be above or below the setting. */
const highestLimit = 1_000_000;

/** Counts requests in windows of `windowSeconds`, across all processes. */
export interface RateLimiter {
  /**
   * Counts one request. Never throws: while the store is unavailable, each process counts by itself.
   * @param ownLimit the subject's own limit; it applies if it is lower than the limiter's
   */
  count(subject: string, ownLimit?: number | null): Promise<Allowance>;
  /** Undoes the count of one request. */
  takeBack(subject: string): Promise<void>;
}

export interface Allowance {
  allowed: boolean;
  limit: number;
  /** Requests counted in this window, including refused ones. */
  counted: number;
  remaining: number;
  /** Time until the window ends and the count is reset. */
  resetMs: number;
}

export const windowSeconds = 60;

/** What the API limits. */
export interface RateLimits {
  /** Requests by API key. */
  keys: RateLimiter;
  /**
   * Counts a request for its key and for its organisation. The organisation's own limit, if any, replaces the setting.
   * A request that the key's limit refuses is not counted for the organisation: one busy key must not use up what the
   * other keys may send.
   */
  count(
    caller: Pick<Principal, 'apiKeyId' | 'requestsPerMinute' | 'organisationId' | 'limits'>,
  ): Promise<{ key: Allowance; organisation: Allowance }>;
  /** Requests without a valid key, by the client's address. */
  guesses: KeyGuesses<Allowance>;
}

export function createRateLimits(config: Config, store: SharedStore): RateLimits {
  const keys = createRateLimiter('keys', config.RATE_LIMIT_PER_MINUTE, store);
  const organisations = createRateLimiter('organisations', highestLimit, store);
  return {
    keys,
    async count({ apiKeyId, requestsPerMinute, organisationId, limits }) {
      // Both in one round trip. Only a refused request needs a correction of the organisation's count.
      const [key, organisation] = await Promise.all([
        keys.count(apiKeyId, requestsPerMinute),
        organisations.count(organisationId, limits.requests_per_minute ?? organisationLimit(config)),
      ]);
      if (!key.allowed) await organisations.takeBack(organisationId);
      return { key, organisation };
    },
    guesses: createKeyGuesses(createRateLimiter('refusals', refusalsPerMinute, store)),
  };
}

/** A single key can always use all of RATE_LIMIT_PER_MINUTE, unless the operator sets a lower limit here. */
function organisationLimit(config: Config): number {
  const { ORGANISATION_RATE_LIMIT_PER_MINUTE: limit, RATE_LIMIT_PER_MINUTE: ofKey } = config;
  return limit ?? Math.max(3_000, ofKey);
}

export function createRateLimiter(name: string, perMinute: number, store: SharedStore): RateLimiter {
  const limits = {
    points: perMinute,
    duration: windowSeconds,
    // Until the window ends, a subject over its limit is refused from memory, without asking the store.
    inMemoryBlockOnConsumed: perMinute + 1,
  };
  const ask = createSharedLimiter(name, limits, store);
  return {
    async count(subject, ownLimit) {
      const allowance = await ask((limiter) => consume(limiter, subject, perMinute));
      if (!ownLimit || ownLimit >= perMinute) return allowance;
      const { counted } = allowance;
      return {
        ...allowance,
        allowed: counted <= ownLimit,
        limit: ownLimit,
        remaining: Math.max(0, ownLimit - counted),
      };
    },
    async takeBack(subject) {
      await ask((limiter) => limiter.reward(subject));
    },
  };
}

/** Counts one request. @throws the errors of the store; a count over the limit is not an error */
export async function consume(
  limiter: RateLimiterAbstract,
  subject: string,
  limit: number,
): Promise<Allowance> {
  const [allowed, count] = await limiter.consume(subject).then(
    (within) => [true, within] as const,
    (reason: unknown) => {
      // Over the limit, the library rejects with the count. Anything else is a failure of the store.
      if (reason instanceof RateLimiterRes) return [false, reason] as const;
      throw reason;
    },
  );
  const { consumedPoints: counted, remainingPoints: remaining, msBeforeNext: resetMs } = count;
  return { allowed, limit, counted, remaining, resetMs };
}
