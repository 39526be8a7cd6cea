import type { RequestHandler, Response } from 'express';
import { AppError } from '../../src/contract/errors.ts';
import { newId } from '../../src/platform/ids.ts';
import { runInHand } from '../../src/platform/work-in-hand.ts';

const acceptable = /^[\w.:-]{1,128}$/;

/**
 * Gives each request an id, which the response returns. The caller's own id is used if its form is safe. Until the
 * response has ended, the request is registered as work of this process.
 */
export const requestId: RequestHandler = (request, response, next) => {
  const given = request.get('x-request-id');
  const id = given && acceptable.test(given) ? given : newId('req');
  response.locals['requestId'] = id;
  response.set('x-request-id', id);
  const closed = new Promise<void>((resolve) => response.once('close', resolve));
  void runInHand({ requestId: id }, (abandoned) => {
    abandoned.addEventListener('abort', () => {
      if (response.headersSent) response.destroy();
      else
        next(
          new AppError('SYSTEM_ERROR', 'an unexpected error occurred: send the request_id to the operator'),
        );
    });
    next();
    return closed;
  });
};

export function requestIdOf(response: Response): string {
  return response.locals['requestId'] as string;
}
