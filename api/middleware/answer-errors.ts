import type { ErrorRequestHandler, RequestHandler } from 'express';
import { AppError } from '../../src/contract/errors.ts';
import { isDatabaseUnavailable } from '../../src/platform/database-unavailable.ts';
import { SecretUnreadableError } from '../../src/platform/secrets.ts';
import type { Services } from '../../src/platform/services.ts';
import { failure, send } from '../respond.ts';
import { requestIdOf } from './request-id.ts';

export const notFound: RequestHandler = (request) => {
  throw new AppError('NOT_FOUND', `there is no endpoint ${request.method} at this path`);
};

/** Turns any error into a response without internal details. */
export function answerErrors({
  logger,
  database,
}: Pick<Services, 'logger' | 'database'>): ErrorRequestHandler {
  return async (error, _request, response, _next) => {
    const requestId = requestIdOf(response);
    if (response.headersSent) {
      // A broken stream: no error response can be sent. Express's own handler would print the error unfiltered.
      logger.error({ err: error, requestId }, 'a response was interrupted');
      response.destroy();
      return;
    }
    const shown = error instanceof AppError ? error : unexpected(error);
    if (isDatabaseUnavailable(error)) database.reportOutage(error);
    else if (!(error instanceof AppError)) logger.error({ err: error, requestId }, 'a request failed');
    await send(response, failure(shown, requestId));
  };
}

function unexpected(error: unknown): AppError {
  if (isDatabaseUnavailable(error)) {
    return new AppError('SYSTEM_ERROR', 'the service is temporarily unavailable: try again', {
      httpStatus: 503,
    });
  }
  if (error instanceof SecretUnreadableError) {
    return new AppError(
      'SYSTEM_ERROR',
      'a stored signing secret cannot be decrypted: rotate it, or send the request_id to the operator',
      { httpStatus: 503 },
    );
  }
  // Express throws a URIError for malformed percent-encoding in a path.
  if (error instanceof URIError) return new AppError('NOT_FOUND', 'there is no endpoint at this path');
  return new AppError('SYSTEM_ERROR', 'an unexpected error occurred: send the request_id to the operator');
}
