import type { Request, Response } from 'express';
import type { ApiContext, ApiRequest, Handler } from './handler.ts';
import { principalOf } from './middleware/authenticate.ts';
import { send } from './respond.ts';

/** Adapts a handler to Express. */
export function adapt(handler: Handler, context: ApiContext) {
  return async (request: Request, response: Response): Promise<void> => {
    const stop = new AbortController();
    const abort = () => stop.abort();
    // If the client disconnected during authentication, the close event has already fired.
    if (response.closed || context.closing.aborted) abort();
    else {
      context.closing.addEventListener('abort', abort);
      response.on('close', () => {
        abort();
        context.closing.removeEventListener('abort', abort);
      });
    }
    // fetch() adds no-cache to a conditional request, and Express would then never respond with 304. Responses here are
    // never cached, so no-cache has no effect.
    if (request.headers['if-none-match']) delete request.headers['cache-control'];
    const apiRequest: ApiRequest = {
      principal: principalOf(response),
      params: request.params as Record<string, string>,
      query: request.query,
      headers: request.headers,
      body: request.body as unknown,
      signal: stop.signal,
    };
    const answer = await handler(apiRequest, context);
    if (!response.closed) await send(response, answer);
  };
}
