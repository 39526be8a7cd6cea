import type { RequestHandler } from 'express';
import { AppError } from '../../src/contract/errors.ts';
import { webhookProduct } from '../../src/contract/version.ts';

/**
 * Refuses webhooks that this service sends to its own API, also through a proxy that adds a key. This stops a loop at its
 * first request. It is not counted as a refused key, which would block the service's own address.
 */
export const refuseOwnWebhooks: RequestHandler = (request, _response, next) => {
  const isWebhook = request.get('webhook-id') !== undefined;
  if (isWebhook && request.get('user-agent')?.startsWith(webhookProduct))
    throw new AppError('FORBIDDEN', 'this service does not accept its own webhooks');
  next();
};
