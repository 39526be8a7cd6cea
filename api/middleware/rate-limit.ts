import type { Request, RequestHandler, Response } from 'express';
import { AppError, retryAfter } from '../../src/contract/errors.ts';
import type { Principal } from '../../src/contract/principal.ts';
import { type Allowance, type RateLimits, windowSeconds } from '../../src/platform/rate-limiter.ts';
import { callerOf } from './caller.ts';
import { clientAddress } from './client-address.ts';
import { clientNetwork } from './client-network.ts';

interface Counted {
  allowance: Allowance;
  limit: 'key' | 'organisation';
}

/**
 * Counts the request, and sets the RateLimit headers by the limit with the fewest requests left. `withinLimit` refuses the
 * request if none are left.
 */
export function countRequest(rateLimits: RateLimits): RequestHandler {
  const ofKey = (allowance: Allowance): Counted => ({ allowance, limit: 'key' });
  const count = async (principal: Principal): Promise<Counted> => {
    const { key, organisation } = await rateLimits.count(principal);
    if (!key.allowed) return ofKey(key);
    const sharedIsNearer = !organisation.allowed || organisation.remaining < key.remaining;
    return sharedIsNearer ? { allowance: organisation, limit: 'organisation' } : ofKey(key);
  };
  return async (_request, response, next) => {
    const caller = callerOf(response);
    const counted =
      caller.kind === 'operator'
        ? ofKey(await rateLimits.keys.count('operator'))
        : await count(caller.principal);
    response.locals['counted'] = counted;
    announce(response, counted.limit === 'key' ? 'default' : 'organisation', counted.allowance);
    next();
  };
}

/** @throws AppError RATE_LIMITED if the key or its organisation has sent too many requests */
export const withinLimit: RequestHandler = (_request, response, next) => {
  const { allowance, limit } = response.locals['counted'] as Counted;
  if (!allowance.allowed) {
    const whose = limit === 'key' ? 'this API key' : 'all API keys of the organisation';
    throw limited(allowance, whose, { limit });
  }
  next();
};

/** Counts a refused key. @throws AppError RATE_LIMITED if the address has sent too many wrong keys */
export async function countRefusal(
  { guesses }: RateLimits,
  request: Request,
  response: Response,
): Promise<void> {
  const allowance = await guesses.count(clientNetwork(clientAddress(request)));
  if (allowance.allowed) return;
  announce(response, 'refused-keys', allowance);
  throw limited(allowance, 'this address without a valid API key');
}

/**
 * Makes an address that has sent too many wrong keys wait. Call before responding whether a key is the operator's.
 * @throws AppError RATE_LIMITED if too many keys of the address are waiting already
 */
export async function takeTurn(rateLimits: RateLimits, request: Request, response: Response): Promise<void> {
  const mine = await rateLimits.guesses.takeTurn(clientNetwork(clientAddress(request)));
  if (!mine) await countRefusal(rateLimits, request, response);
}

/** The headers of draft-ietf-httpapi-ratelimit-headers-10. */
function announce(response: Response, policy: string, allowance: Allowance): void {
  response.set({
    'RateLimit-Policy': `"${policy}";q=${allowance.limit};w=${windowSeconds}`,
    RateLimit: `"${policy}";r=${allowance.remaining};t=${secondsLeft(allowance)}`,
  });
}

function limited(allowance: Allowance, whose: string, details?: { limit: Counted['limit'] }): AppError {
  const seconds = secondsLeft(allowance);
  return new AppError(
    'RATE_LIMITED',
    `more than ${allowance.limit} requests a minute from ${whose}: try again in ${seconds} s`,
    { details, headers: retryAfter(seconds * 1_000) },
  );
}

function secondsLeft({ resetMs }: Allowance): number {
  return Math.max(1, Math.ceil(resetMs / 1_000));
}
