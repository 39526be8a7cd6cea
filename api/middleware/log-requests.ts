import type { RequestHandler, Response } from 'express';
import type { Caller } from '../../src/contract/principal.ts';
import type { Services } from '../../src/platform/services.ts';
import { callerOf } from './caller.ts';
import { clientAddress } from './client-address.ts';
import { requestIdOf } from './request-id.ts';

/** Logs one line per response: caller, address and the route's pattern. Never the URL or the body, which may contain personal data. */
export function logRequests({ logger, metrics }: Pick<Services, 'logger' | 'metrics'>): RequestHandler {
  return (request, response, next) => {
    const startedAt = process.hrtime.bigint();
    response.on('close', () => {
      const seconds = Number(process.hrtime.bigint() - startedAt) / 1e9;
      const path = (request.route as { path?: string } | undefined)?.path ?? '(none)';
      const status = response.writableFinished ? response.statusCode : 499;
      metrics.httpRequests.observe({ method: request.method, route: path, status }, seconds);
      const line = {
        route: `${request.method} ${path}`,
        status,
        durationMs: Math.round(seconds * 1_000),
        requestId: requestIdOf(response),
        address: clientAddress(request),
        ...describeCaller(response),
      };
      logger[response.statusCode >= 500 ? 'error' : 'info'](line, 'request');
    });
    next();
  };
}

/** Empty if the request was not authenticated. */
function describeCaller(response: Response): object {
  const caller = callerOf(response) as Caller | undefined;
  if (!caller) return {};
  if (caller.kind === 'operator') return { caller: 'operator' };
  const { organisationId, apiKeyId } = caller.principal;
  return { organisationId, apiKeyId };
}
