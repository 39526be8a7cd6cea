import { MIMEType } from 'node:util';
import { type Request, type RequestHandler, type Response, raw } from 'express';
import { AppError } from '../../src/contract/errors.ts';
import { hasBody } from './body-deadline.ts';
import { readJson } from './read-json.ts';

const limitBytes = 256 * 1024;
const jsonTypes = ['application/json', 'application/*+json'];
const readRaw = raw({ limit: limitBytes, type: jsonTypes });

/** Parses a JSON body. @throws AppError INVALID_REQUEST */
export const jsonBody: RequestHandler = async (request, response, next) => {
  if (hasBody(request)) {
    if (!request.is(jsonTypes)) {
      throw unsupported('send the body as JSON with content-type: application/json');
    }
    if (!isUtf8(request.get('content-type') ?? '')) {
      throw unsupported('the charset of the body is not supported: send UTF-8 (charset=utf-8)');
    }
    const bytes = await readBytes(request, response);
    // Chunks without content count as an empty object.
    request.body = bytes.length > 0 ? readJson(bytes) : {};
  }
  next();
};

/** @throws AppError INVALID_REQUEST */
function readBytes(request: Request, response: Response): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    readRaw(request, response, (error?: unknown) => {
      if (error) reject(toAppError(error));
      else resolve(Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0));
    });
  });
}

/** JSON is UTF-8. Other encodings are not guessed, and some clients misspell the name. */
function isUtf8(contentType: string): boolean {
  const charset = new MIMEType(contentType).params.get('charset');
  return charset === null || /^utf-?8$/i.test(charset);
}

function unsupported(message: string): AppError {
  return new AppError('INVALID_REQUEST', message, { httpStatus: 415 });
}

function toAppError(error: unknown): unknown {
  const type = (error as { type?: string }).type;
  if (type === 'entity.too.large') {
    return new AppError('INVALID_REQUEST', `the body is larger than ${limitBytes / 1024} KiB`, {
      httpStatus: 413,
    });
  }
  if (type === 'encoding.unsupported' || type === 'charset.unsupported') {
    return unsupported(
      'the content-encoding of the body is not supported: send it plain, or as gzip, deflate or br',
    );
  }
  const status = (error as { status?: number }).status;
  return status && status < 500 ? new AppError('INVALID_REQUEST', 'the body could not be read') : error;
}
