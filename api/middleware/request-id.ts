import type { RequestHandler, Response } from 'express';
import { newId } from '../../src/platform/ids.ts';

const acceptable = /^[\w.:-]{1,128}$/;

/** Gives each request an id, the caller's own where it has a harmless form, and says it in the answer. */
export const requestId: RequestHandler = (request, response, next) => {
  const given = request.get('x-request-id');
  const id = given && acceptable.test(given) ? given : newId('req');
  response.locals['requestId'] = id;
  response.set('x-request-id', id);
  next();
};

export function requestIdOf(response: Response): string {
  return response.locals['requestId'] as string;
}
