import type { ErrorRequestHandler, RequestHandler } from 'express';
import { AppError } from '../../src/contract/errors.ts';
import { isDatabaseUnavailable } from '../../src/platform/database-unavailable.ts';
import type { Logger } from '../../src/platform/logger.ts';
import { SecretUnreadableError } from '../../src/platform/secrets.ts';
import { failure, send } from '../respond.ts';
import { requestIdOf } from './request-id.ts';

/** No route took it. */
export const notFound: RequestHandler = (request) => {
  throw new AppError('NOT_FOUND', `nothing answers ${request.method} at this address`);
};

/** Turns whatever was thrown into an answer that tells nothing internal. */
export function answerErrors(logger: Logger): ErrorRequestHandler {
  return async (error, _request, response, _next) => {
    const requestId = requestIdOf(response);
    if (response.headersSent) {
      // A stream that broke: nothing more can be said on it. Express's own handler would print the error as it is.
      logger.error({ err: error, requestId }, 'an answer broke off');
      response.destroy();
      return;
    }
    const shown = error instanceof AppError ? error : unexpected(error);
    if (!(error instanceof AppError)) logger.error({ err: error, requestId }, 'a request failed');
    await send(response, failure(shown, requestId));
  };
}

function unexpected(error: unknown): AppError {
  if (isDatabaseUnavailable(error)) {
    return new AppError('SYSTEM_ERROR', 'the service is not available right now: try again', {
      httpStatus: 503,
    });
  }
  if (error instanceof SecretUnreadableError) {
    return new AppError(
      'SYSTEM_ERROR',
      'a stored signing secret cannot be read: rotate it, or quote the request_id to the operator',
      { httpStatus: 503 },
    );
  }
  // Malformed percent-encoding in a path is the caller's, and Express throws it as an error of its own.
  if (error instanceof URIError) return new AppError('NOT_FOUND', 'nothing answers at this address');
  return new AppError('SYSTEM_ERROR', 'something unexpected happened: quote the request_id to the operator');
}
