import type { Request, RequestHandler, Response } from 'express';
import { AppError } from '../../src/contract/errors.ts';
import { type Allowance, type RateLimits, windowSeconds } from '../../src/platform/rate-limiter.ts';
import { callerOf } from './caller.ts';
import { clientAddress } from './client-address.ts';
import { clientNetwork } from './client-network.ts';

/** Counts the request and says in the answer's headers how many are left. Whether it may go on is `withinLimit`'s to say. */
export function countRequest({ keys }: RateLimits): RequestHandler {
  return async (_request, response, next) => {
    const caller = callerOf(response);
    const allowance =
      caller.kind === 'operator'
        ? await keys.count('operator')
        : await keys.count(caller.principal.apiKeyId, caller.principal.requestsPerMinute);
    response.locals['allowance'] = allowance;
    announce(response, 'default', allowance);
    next();
  };
}

/** @throws AppError RATE_LIMITED when the key has sent too many requests */
export const withinLimit: RequestHandler = (_request, response, next) => {
  const allowance = response.locals['allowance'] as Allowance;
  if (!allowance.allowed) throw limited(response, allowance, 'this API key');
  next();
};

/** Counts a refused key. @throws AppError RATE_LIMITED when the address has sent too many of them */
export async function countRefusal(
  { guesses }: RateLimits,
  request: Request,
  response: Response,
): Promise<void> {
  const allowance = await guesses.count(clientNetwork(clientAddress(request)));
  if (allowance.allowed) return;
  announce(response, 'refused-keys', allowance);
  throw limited(response, allowance, 'this address without a valid API key');
}

/**
 * Waits for the turn of an address that has sent too many wrong keys. Call before answering whether a key is one of the
 * operator's. @throws AppError RATE_LIMITED when too many of its keys wait already
 */
export async function takeTurn(rateLimits: RateLimits, request: Request, response: Response): Promise<void> {
  const mine = await rateLimits.guesses.takeTurn(clientNetwork(clientAddress(request)));
  if (!mine) await countRefusal(rateLimits, request, response);
}

/** As draft-ietf-httpapi-ratelimit-headers-10 says it. */
function announce(response: Response, policy: string, allowance: Allowance): void {
  response.set({
    'RateLimit-Policy': `"${policy}";q=${allowance.limit};w=${windowSeconds}`,
    RateLimit: `"${policy}";r=${allowance.remaining};t=${secondsLeft(allowance)}`,
  });
}

function limited(response: Response, allowance: Allowance, whose: string): AppError {
  const seconds = secondsLeft(allowance);
  response.set('Retry-After', String(seconds));
  return new AppError(
    'RATE_LIMITED',
    `more than ${allowance.limit} requests a minute from ${whose}: try again in ${seconds} s`,
  );
}

function secondsLeft({ resetMs }: Allowance): number {
  return Math.max(1, Math.ceil(resetMs / 1_000));
}
