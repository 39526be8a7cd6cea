import type { RequestHandler, Response } from 'express';
import { AppError } from '../../src/contract/errors.ts';
import { newId } from '../../src/platform/ids.ts';
import { runInHand } from '../../src/platform/work-in-hand.ts';

const acceptable = /^[\w.:-]{1,128}$/;

/**
 * Gives each request an id, the caller's own if it has a harmless form, and returns it in the answer. Until the answer
 * has ended, the process knows that it has the request in hand.
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
          new AppError('SYSTEM_ERROR', 'something unexpected happened: quote the request_id to the operator'),
        );
    });
    next();
    return closed;
  });
};

export function requestIdOf(response: Response): string {
  return response.locals['requestId'] as string;
}
