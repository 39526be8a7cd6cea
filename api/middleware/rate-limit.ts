import type { RequestHandler, Response } from 'express';
import { AppError } from '../../src/contract/errors.ts';
import { type Allowance, type RateLimits, windowSeconds } from '../../src/platform/rate-limiter.ts';
import { callerOf } from './caller.ts';
import { clientNetwork } from './client-network.ts';

/** Counts the request and says in the answer's headers how many are left. Whether it may go on is `withinLimit`'s to say. */
export function countRequest({ keys }: RateLimits): RequestHandler {
  return async (_request, response, next) => {
    const caller = callerOf(response);
    const subject = caller.kind === 'operator' ? 'operator' : caller.principal.apiKeyId;
    const allowance = await keys.count(subject);
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
  { refusals }: RateLimits,
  address: string,
  response: Response,
): Promise<void> {
  const allowance = await refusals.count(clientNetwork(address));
  if (allowance.allowed) return;
  announce(response, 'refused-keys', allowance);
  throw limited(response, allowance, 'this address without a valid API key');
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
