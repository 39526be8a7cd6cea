import { type RequestHandler, Router, urlencoded } from 'express';
import helmet from 'helmet';
import type { BoardAccess } from '../../src/directory/operator-sessions.ts';
import type { Services } from '../../src/platform/services.ts';
import { countRefusal, takeTurn } from '../middleware/rate-limit.ts';
import { authenticateOperator } from './authenticate-operator.ts';
import { accessOfKey, signIn, signOut } from './board-session.ts';
import { boardPath, createBoards } from './create-boards.ts';
import { signInPage, signInStyle } from './sign-in-page.ts';

/** Bull Board needs inline styles. Inline scripts and other origins are not allowed. */
const contentSecurityPolicy = helmet.contentSecurityPolicy({
  useDefaults: false,
  directives: {
    defaultSrc: ["'self'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:'],
    objectSrc: ["'none'"],
    baseUri: ["'self'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
});

/** `/ops`: the queues' pages and the sign-in. */
export function queueBoard(services: Services): Router {
  const { config, rateLimits, queues } = services;
  // Created on first use, because the boards keep connections open.
  let boards: Record<BoardAccess, RequestHandler> | undefined;
  const router = Router();
  router.use(contentSecurityPolicy);

  router.get('/sign-in.css', (_request, response) => {
    response.type('css').send(signInStyle);
  });
  router.post('/sign-in', urlencoded({ extended: false, limit: '4kb' }), async (request, response) => {
    const { key } = (request.body ?? {}) as { key?: unknown };
    const access = accessOfKey(config, String(key ?? '').trim());
    await takeTurn(rateLimits, request, response);
    if (!access) {
      await countRefusal(rateLimits, request, response);
      response.status(401).type('html').send(signInPage('This is not the key of this installation.'));
      return;
    }
    await signIn(services, request, response, access);
    response.redirect(303, boardPath);
  });
  router.get('/sign-out', async (request, response) => {
    await signOut(services, request, response);
    response.redirect(303, boardPath);
  });
  router.use('/queues', authenticateOperator(services), (request, response, next) => {
    boards ??= createBoards(queues);
    boards[response.locals['boardAccess'] as BoardAccess](request, response, next);
  });
  return router;
}
