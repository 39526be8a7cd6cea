import type { Request, RequestHandler } from 'express';
import { AppError } from '../../src/contract/errors.ts';
import type { Services } from '../../src/platform/services.ts';
import { countRefusal } from '../middleware/rate-limit.ts';
import { accessOfKey, type BoardAccess, openSession } from './board-session.ts';
import { signInPage } from './sign-in-page.ts';

const methodsThatRead = ['GET', 'HEAD'];

/**
 * Lets in who has a session or sends the key; a browser without either gets the page to sign in.
 * @throws AppError UNAUTHORIZED, RATE_LIMITED, or FORBIDDEN for a change by who may only look
 */
export function authenticateOperator({ config, rateLimits }: Services): RequestHandler {
  return async (request, response, next) => {
    const key = request.get('x-api-key')?.trim();
    const access = key
      ? accessOfKey(config, key)
      : ((await openSession(config, request, response)).access ?? null);
    if (!access) {
      if (key) await countRefusal(rateLimits, request.socket.remoteAddress ?? 'unknown', response);
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

/** The cookie is sent by pages of the same site alone; of those, this page alone may change something. */
function refuseChange(request: Request, access: BoardAccess): void {
  if (access === 'read')
    throw new AppError('FORBIDDEN', 'this session may look at the queues, not change them');
  const from = request.get('sec-fetch-site');
  if (from && from !== 'same-origin')
    throw new AppError('FORBIDDEN', 'another page may not change the queues');
}
