import express, { type Express, type Request, type Response } from 'express';
import helmet from 'helmet';
import type { ApiContext, ApiRequest, Handler } from './handler.ts';
import { answerErrors, notFound } from './middleware/answer-errors.ts';
import { authenticate, principalOf, requireScope } from './middleware/authenticate.ts';
import { jsonBody } from './middleware/json-body.ts';
import { logRequests } from './middleware/log-requests.ts';
import { requestId } from './middleware/request-id.ts';
import { send } from './respond.ts';
import { publicRoutes, routes } from './routes.ts';

/** The HTTP edge: middleware and routes. It does not listen. */
export function createApp(context: ApiContext): Express {
  const { logger, database } = context.services;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(requestId, logRequests(logger), helmet());

  for (const { path, handler } of publicRoutes) {
    app.get(path, async (_request, response) => send(response, await handler(context)));
  }
  app.use('/api', authenticate(database));
  for (const [method, path, scope, handler] of routes) {
    app[method](path, requireScope(scope), jsonBody, adapt(handler, context));
  }
  app.use(notFound);
  app.use(answerErrors(logger));
  return app;
}

/** Express → handler → Express. */
function adapt(handler: Handler, context: ApiContext) {
  return async (request: Request, response: Response): Promise<void> => {
    const hungUp = new AbortController();
    response.on('close', () => hungUp.abort());
    const apiRequest: ApiRequest = {
      principal: principalOf(response),
      params: request.params as Record<string, string>,
      query: request.query,
      headers: request.headers,
      body: request.body as unknown,
      signal: hungUp.signal,
    };
    const answer = await handler(apiRequest, context);
    if (!hungUp.signal.aborted) send(response, answer);
  };
}
