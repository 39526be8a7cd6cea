import type { RequestHandler } from 'express';
import { notFound } from './answer-errors.ts';

/** Refuses a path with a NUL character: PostgreSQL cannot store one, so there is nothing to look up. */
export const refuseUnstorablePath: RequestHandler = (request, response, next) => {
  if (request.path.includes('%00')) notFound(request, response, next);
  else next();
};
