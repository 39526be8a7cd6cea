import { type RequestHandler, Router } from 'express';
import { AppError } from '../../src/contract/errors.ts';

/**
 * Answers what the routes before it did not: OPTIONS on a known path with the methods, any other method with 405.
 * Unknown paths are passed on.
 * @param routes the method and the path of each, as Express takes them, and what else its table has
 */
export function methodNotAllowed(
  routes: readonly (readonly [method: string, path: string, ...rest: unknown[]])[],
): Router {
  const methods = new Map<string, string[]>();
  for (const [method, path] of routes) {
    // Express answers HEAD as GET without the body.
    const added = method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()];
    methods.set(path, [...(methods.get(path) ?? []), ...added]);
  }
  const router = Router();
  for (const [path, allowed] of methods) router.all(path, refuse([...allowed, 'OPTIONS'].join(', ')));
  return router;
}

function refuse(allowed: string): RequestHandler {
  return (request, response) => {
    response.set('Allow', allowed);
    if (request.method === 'OPTIONS') {
      response.status(204).end();
      return;
    }
    throw new AppError('METHOD_NOT_ALLOWED', `this path does not take ${request.method}: use ${allowed}`);
  };
}
