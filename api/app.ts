import express, { type Express } from 'express';
import helmet from 'helmet';
import { metricsType } from '../src/platform/metrics/serve-metrics.ts';
import { adapt } from './adapt.ts';
import { adaptOperator } from './adapt-operator.ts';
import { describeRoutes } from './describe-routes.ts';
import type { ApiContext } from './handler.ts';
import { answerErrors, notFound } from './middleware/answer-errors.ts';
import { authenticate, requireAccess } from './middleware/authenticate.ts';
import { bodyDeadline } from './middleware/body-deadline.ts';
import { fileBody } from './middleware/file-body.ts';
import { jsonBody } from './middleware/json-body.ts';
import { logRequests } from './middleware/log-requests.ts';
import { methodNotAllowed } from './middleware/method-not-allowed.ts';
import { countRequest, withinLimit } from './middleware/rate-limit.ts';
import { refuseOwnWebhooks } from './middleware/refuse-own-webhooks.ts';
import { refuseUnstorablePath } from './middleware/refuse-unstorable-path.ts';
import { requestId } from './middleware/request-id.ts';
import { pages } from './pages.ts';
import { queueBoard } from './queue-board/queue-board.ts';
import { send } from './respond.ts';
import { publicRoutes, routes } from './routes.ts';

/** Paths outside of /api that are not pages. */
const openPaths = [...publicRoutes.map(({ path }) => path), '/openapi.json', '/metrics'];

/** The Express app with its middleware and routes. It does not listen. */
export function createApp(context: ApiContext): Express {
  const { rateLimits } = context.services;
  // One for all paths, because it caches keys.
  const authenticated = authenticate(context.services);
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', context.services.config.TRUST_PROXY ?? false);
  // A connection that is kept alive would be cut off while its client sends the next request.
  app.use((_request, response, next) => {
    if (context.stopping.aborted) response.set('Connection', 'close');
    next();
  });
  app.use(
    requestId,
    bodyDeadline(context.services.config.HTTP_BODY_TIMEOUT_MS),
    logRequests(context.services),
    helmet(),
    refuseUnstorablePath,
  );

  for (const { path, handler } of publicRoutes) {
    app.get(path, async (_request, response) => send(response, await handler(context)));
  }
  let reference: ReturnType<typeof describeRoutes> | undefined;
  app.get('/openapi.json', (_request, response) => {
    reference ??= describeRoutes();
    response.json(reference);
  });
  app.get('/metrics', authenticated, requireAccess('operator'), async (_request, response) => {
    response.type(metricsType).send(await context.services.metricsPage());
  });
  app.use('/ops', queueBoard(context.services));
  // Responses contain personal data, so proxies and browsers must not store them. An ETag still saves the transfer.
  app.use('/api', (_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  app.use('/api', refuseOwnWebhooks);
  app.use('/api', authenticated, countRequest(rateLimits));
  for (const [method, path, scope, handler, { upload }] of routes) {
    const answer = scope === 'operator' ? adaptOperator(handler, context) : adapt(handler, context);
    app[method](path, requireAccess(scope), withinLimit, upload ? fileBody : jsonBody, answer);
  }
  app.use('/api', withinLimit);
  app.use(methodNotAllowed([...routes, ...openPaths.map((path) => ['get', path] as const)]));
  // After the endpoints, so that API requests skip the file lookup.
  app.use(pages());
  app.use(notFound);
  app.use(answerErrors(context.services));
  return app;
}
