import type { Request, RequestHandler } from 'express';
import { AppError } from '../../src/contract/errors.ts';
import { parseUrl } from '../../src/contract/parse-url.ts';
import type { BoardAccess } from '../../src/directory/operator-sessions.ts';
import type { Services } from '../../src/platform/services.ts';
import { countRefusal, takeTurn } from '../middleware/rate-limit.ts';
import { accessOfKey, accessOfSession } from './board-session.ts';
import { signInPage } from './sign-in-page.ts';

const methodsThatRead = ['GET', 'HEAD'];

/**
 * Admits a request with a session or a key. A browser without either gets the sign-in page.
 * @throws AppError UNAUTHORIZED, RATE_LIMITED, or FORBIDDEN for a change with read-only access or from another origin
 */
export function authenticateOperator(services: Services): RequestHandler {
  const { config, rateLimits } = services;
  return async (request, response, next) => {
    const key = request.get('x-api-key')?.trim();
    if (key) await takeTurn(rateLimits, request, response);
    const access = key ? accessOfKey(config, key) : await accessOfSession(services, request, response);
    if (!access) {
      if (key) await countRefusal(rateLimits, request, response);
      else if (request.accepts('json', 'html') === 'html') {
        response.status(401).type('html').send(signInPage());
        return;
      }
      throw new AppError('UNAUTHORIZED', 'sign in at /ops/queues, or send ADMIN_KEY as x-api-key');
    }
    if (!methodsThatRead.includes(request.method)) refuseChange(request, access);
    response.locals['boardAccess'] = access;
    next();
  };
}

function refuseChange(request: Request, access: BoardAccess): void {
  if (access === 'read') {
    throw new AppError('FORBIDDEN', 'this session is read-only: sign in with ADMIN_KEY to change the queues');
  }
  if (comesFromElsewhere(request))
    throw new AppError('FORBIDDEN', 'the queues cannot be changed from another origin');
}

/**
 * Whether a page of another origin sent the request. SameSite keeps the cookie from other sites, but not from other origins
 * of the same site. Browsers without Sec-Fetch-Site send Origin with a change. Other programs send neither.
 */
function comesFromElsewhere(request: Request): boolean {
  const site = request.get('sec-fetch-site');
  if (site) return site !== 'same-origin';
  const origin = request.get('origin');
  return origin !== undefined && parseUrl(origin)?.host !== request.get('host');
}
