import type { Request, RequestHandler, Response } from 'express';
import type { Caller } from '../../src/contract/principal.ts';
import type { Services } from '../../src/platform/services.ts';
import { noSpan, type Span } from '../../src/platform/tracing/current-span.ts';
import type { SpanToStart } from '../../src/platform/tracing/tracing.ts';
import { callerOf } from './caller.ts';
import { clientAddress } from './client-address.ts';
import { requestIdOf } from './request-id.ts';

/**
 * Logs one line per response, and measures and traces the request: caller, address and the route's pattern. Never the URL
 * or the body, which may contain personal data.
 */
export function logRequests(services: Pick<Services, 'logger' | 'metrics' | 'tracing'>): RequestHandler {
  return (request, response, next) => {
    const closed = new Promise<void>((resolve) => response.once('close', resolve));
    const serve = async (span: Span) => {
      const startedAt = performance.now();
      next();
      await closed;
      reportResponse(services, request, response, { span, durationMs: performance.now() - startedAt });
    };
    // Health checks and pages are not traced.
    void (request.path.startsWith('/api/') ? services.tracing.inSpan(spanOf(request), serve) : serve(noSpan));
  };
}

/** A caller that sends a traceparent gets this span into its own trace. */
function spanOf(request: Request): SpanToStart {
  return {
    name: request.method,
    kind: 'server',
    parent: request.get('traceparent') ?? null,
    attributes: { 'http.request.method': request.method, 'url.scheme': request.protocol },
  };
}

function reportResponse(
  { logger, metrics }: Pick<Services, 'logger' | 'metrics'>,
  request: Request,
  response: Response,
  { span, durationMs }: { span: Span; durationMs: number },
): void {
  const path = (request.route as { path?: string } | undefined)?.path;
  const route = path ?? '(none)';
  const status = response.writableFinished ? response.statusCode : 499;
  metrics.httpRequests.observe({ method: request.method, route, status }, durationMs / 1_000);
  const requestId = requestIdOf(response);
  const caller = describeCaller(response);
  if (path !== undefined) span.setName(`${request.method} ${path}`);
  span.set({
    'http.route': path,
    'http.response.status_code': status,
    'lead_followup.request_id': requestId,
    'lead_followup.organisation_id': caller.organisationId,
  });
  if (status >= 500 || status === 499) span.fail(String(status));
  const line = {
    route: `${request.method} ${route}`,
    status,
    durationMs: Math.round(durationMs),
    requestId,
    address: clientAddress(request),
    ...caller,
  };
  logger[response.statusCode >= 500 ? 'error' : 'info'](line, 'request');
}

interface CallerFields {
  caller?: 'operator';
  organisationId?: string;
  apiKeyId?: string;
}

/** Empty if the request was not authenticated. */
function describeCaller(response: Response): CallerFields {
  const caller = callerOf(response) as Caller | undefined;
  if (!caller) return {};
  if (caller.kind === 'operator') return { caller: 'operator' };
  const { organisationId, apiKeyId } = caller.principal;
  return { organisationId, apiKeyId };
}
