import type { Request, RequestHandler, Response } from 'express';
import { AppError } from '../../src/contract/errors.ts';
import { mayDo, type Principal, type Scope } from '../../src/contract/principal.ts';
import { authenticate as findPrincipal } from '../../src/directory/api-keys.ts';
import type { Database } from '../../src/platform/database.ts';

/** Finds whose key it is. @throws AppError UNAUTHORIZED */
export function authenticate(database: Database): RequestHandler {
  return async (request, response, next) => {
    const key = readKey(request);
    if (!key) throw unauthorized('send an API key as x-api-key or as Authorization: Bearer');
    const principal = await findPrincipal(database, key);
    if (!principal) throw unauthorized('the API key is unknown or revoked');
    response.locals['principal'] = principal;
    next();
  };
}

/** @throws AppError FORBIDDEN when the key may not do this */
export function requireScope(scope: Scope): RequestHandler {
  return (_request, response, next) => {
    if (!mayDo(principalOf(response), scope))
      throw new AppError('FORBIDDEN', `the API key lacks the scope ${scope}`);
    next();
  };
}

export function principalOf(response: Response): Principal {
  return response.locals['principal'] as Principal;
}

function readKey(request: Request): string | undefined {
  const header = request.get('x-api-key')?.trim();
  const bearer = /^Bearer\s+(\S+)\s*$/i.exec(request.get('authorization') ?? '')?.[1];
  if (header && bearer && header !== bearer)
    throw unauthorized('x-api-key and Authorization name different keys');
  return header || bearer;
}

function unauthorized(message: string): AppError {
  return new AppError('UNAUTHORIZED', message);
}
