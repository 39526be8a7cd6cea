import type { RequestHandler } from 'express';
import type { Logger } from '../../src/platform/logger.ts';
import { requestIdOf } from './request-id.ts';

/** One line for each answer: the route's pattern, never the address or the body, which can hold anything. */
export function logRequests(logger: Logger): RequestHandler {
  return (request, response, next) => {
    const startedAt = process.hrtime.bigint();
    response.on('close', () => {
      const durationMs = Math.round(Number(process.hrtime.bigint() - startedAt) / 1e6);
      const route = `${request.method} ${(request.route as { path?: string } | undefined)?.path ?? '(none)'}`;
      const finished = response.writableFinished;
      const line = {
        route,
        status: finished ? response.statusCode : 499,
        durationMs,
        requestId: requestIdOf(response),
      };
      logger[response.statusCode >= 500 ? 'error' : 'info'](line, 'request');
    });
    next();
  };
}
