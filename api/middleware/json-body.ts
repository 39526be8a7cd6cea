import { json, type RequestHandler } from 'express';
import { AppError } from '../../src/contract/errors.ts';
import { isNestedDeeperThan } from '../../src/contract/json-safety.ts';

const limitBytes = 256 * 1024;
/** Nesting of objects and arrays. Later code walks bodies recursively, so the depth needs a limit. */
const levels = 32;
const parseJson = json({ limit: limitBytes, type: ['application/json', 'application/*+json'] });

/** Parses a JSON body. @throws AppError INVALID_REQUEST */
export const jsonBody: RequestHandler = (request, response, next) => {
  const hasBody =
    request.get('transfer-encoding') !== undefined || Number(request.get('content-length') ?? 0) > 0;
  if (hasBody && !request.is(['application/json', 'application/*+json'])) {
    throw new AppError('INVALID_REQUEST', 'send the body as JSON with content-type: application/json', {
      httpStatus: 415,
    });
  }
  parseJson(request, response, (error?: unknown) => {
    if (error) return next(toAppError(error));
    next(isNestedDeeperThan(levels, request.body) ? tooDeep() : undefined);
  });
};

function tooDeep(): AppError {
  return new AppError('INVALID_REQUEST', `the body is nested deeper than ${levels} levels`);
}

function toAppError(error: unknown): unknown {
  const type = (error as { type?: string }).type;
  if (type === 'entity.too.large') {
    return new AppError('INVALID_REQUEST', `the body is larger than ${limitBytes / 1024} KiB`, {
      httpStatus: 413,
    });
  }
  if (type === 'entity.parse.failed') return new AppError('INVALID_REQUEST', 'the body is not valid JSON');
  if (type === 'encoding.unsupported' || type === 'charset.unsupported') {
    return new AppError('INVALID_REQUEST', 'the encoding of the body is not supported', { httpStatus: 415 });
  }
  const status = (error as { status?: number }).status;
  return status && status < 500 ? new AppError('INVALID_REQUEST', 'the body could not be read') : error;
}
