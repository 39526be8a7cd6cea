import express, { type Express } from 'express';
import helmet from 'helmet';
import { adapt } from './adapt.ts';
import type { ApiContext } from './handler.ts';
import { answerErrors, notFound } from './middleware/answer-errors.ts';
import { authenticate, requireScope } from './middleware/authenticate.ts';
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
