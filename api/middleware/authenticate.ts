import type { Request, RequestHandler, Response } from 'express';
import { AppError } from '../../src/contract/errors.ts';
import { type Access, type Caller, hasScope, type Principal } from '../../src/contract/principal.ts';
import { type Authenticate, createAuthenticate } from '../../src/directory/authenticate.ts';
import type { Services } from '../../src/platform/services.ts';
import { callerOf, setCaller } from './caller.ts';
import { clientAddress } from './client-address.ts';
import { countRefusal, takeTurn } from './rate-limit.ts';

/** Identifies the caller. @throws AppError UNAUTHORIZED; RATE_LIMITED if an address sends too many wrong keys */
export function authenticate(services: Services): RequestHandler {
  const findCaller = createAuthenticate(services);
  return async (request, response, next) => {
    const found = await identify(request, findCaller);
    // Slows down guessing of the operator's key. All other keys are random and too long to guess.
    if (!('caller' in found) || found.caller.kind === 'operator') {
      await takeTurn(services.rateLimits, request, response);
    }
    if ('refused' in found) {
      await countRefusal(services.rateLimits, request, response);
      response.set('WWW-Authenticate', 'Bearer');
      throw new AppError('UNAUTHORIZED', found.refused);
    }
    setCaller(response, found.caller);
    next();
  };
}

/** @throws AppError FORBIDDEN if the key lacks the scope */
export function requireAccess(access: Access): RequestHandler {
  return (_request, response, next) => {
    const caller = callerOf(response);
    if (access === 'operator') {
      if (caller.kind !== 'operator') throw forbidden('this endpoint is for the operator: use ADMIN_KEY');
    } else if (!hasScope(principalOf(response), access)) {
      throw forbidden(`the API key lacks the scope ${access}`);
    }
    next();
  };
}

/** The principal of a request. @throws AppError FORBIDDEN for the operator, who belongs to no organisation */
export function principalOf(response: Response): Principal {
  const caller = callerOf(response);
  if (caller.kind === 'organisation') return caller.principal;
  throw forbidden('ADMIN_KEY belongs to no organisation: use an API key of the organisation');
}

async function identify(
  request: Request,
  findCaller: Authenticate,
): Promise<{ caller: Caller } | { refused: string }> {
  const header = request.get('x-api-key')?.trim();
  const bearer = /^Bearer\s+(\S+)\s*$/i.exec(request.get('authorization') ?? '')?.[1];
  if (header && bearer && header !== bearer)
    return { refused: 'x-api-key and Authorization contain different keys: send only one' };
  const key = header || bearer;
  if (!key) return { refused: 'send an API key as x-api-key or as Authorization: Bearer' };
  const caller = await findCaller(key, clientAddress(request));
  return caller ? { caller } : { refused: 'the API key is unknown, revoked or has expired' };
}

function forbidden(message: string): AppError {
  return new AppError('FORBIDDEN', message);
}
