import type { Response } from 'express';
import type { Caller } from '../../src/contract/principal.ts';

/** Stores the caller for the middleware and handlers after authentication. */
export function setCaller(response: Response, caller: Caller): void {
  response.locals['caller'] = caller;
}

export function callerOf(response: Response): Caller {
  return response.locals['caller'] as Caller;
}
