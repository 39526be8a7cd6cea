import type { Readable } from 'node:stream';
import { Busboy } from '@fastify/busboy';
import type { Request, RequestHandler } from 'express';
import { AppError } from '../../src/contract/errors.ts';
import { largestImportBytes } from '../../src/contract/resources/lead-import.ts';
import { tooLarge } from '../../src/directory/accept-import.ts';
import { allowUpload } from './body-deadline.ts';

/** A file in the body of a request. It is read while it comes in. */
export interface FileBody {
  /** As the content type says. */
  charset: string | null;
  /** @throws AppError INVALID_REQUEST if the body has another type, is malformed or was not sent to its end */
  read(): AsyncIterable<Uint8Array>;
}

const textTypes = ['text/csv', 'application/csv', 'text/tab-separated-values', 'text/plain'];
const formType = 'multipart/form-data';

/** What a form may have beside the file, in bytes. */
const formOverhead = 64 * 1024;

/** Parameters of the query that must not be overlooked in a form. */
const queryParameters: ReadonlySet<string> = new Set(['map', 'dry_run', 'dryRun', 'encoding']);

/** Gives handlers the body as a file. */
export const fileBody: RequestHandler = (request, response, next) => {
  allowUpload(request, response);
  const charset = /;\s*charset\s*=\s*"?([\w.:-]+)/i.exec(request.get('content-type') ?? '')?.[1] ?? null;
  request.body = { charset, read: () => read(request) } satisfies FileBody;
  next();
};

async function* read(request: Request): AsyncGenerator<Uint8Array> {
  const isForm = request.is(formType) !== false && request.is(formType) !== null;
  if (!isForm && !request.is(textTypes)) {
    throw refused(`send the file as text/csv, or in a form as ${formType}`, 415);
  }
  if (!['identity', undefined].includes(request.get('content-encoding'))) {
    throw refused('send the file without a content-encoding', 415);
  }
  if (Number(request.get('content-length') ?? 0) > largestImportBytes + formOverhead) throw tooLarge();
  const chunks = isForm ? readForm(request) : readAll(request);
  try {
    yield* chunks;
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw refused('the body could not be read to its end');
  } finally {
    // The client can only read the response after it has sent its body.
    request.resume();
  }
}

async function* readAll(stream: Readable): AsyncGenerator<Uint8Array> {
  for await (const chunk of stream.iterator({ destroyOnReturn: false })) yield chunk as Uint8Array;
}

async function* readForm(request: Request): AsyncGenerator<Uint8Array> {
  const parser = createParser(request);
  let file: Readable | undefined;
  let fail: (error: AppError) => void = () => undefined;
  const failed = new Promise<never>((_resolve, reject) => {
    fail = (error) => {
      reject(error);
      file?.destroy(error);
    };
  });
  failed.catch(() => undefined);
  const found = new Promise<Readable>((resolve) => {
    parser.on('file', (_name, stream) => {
      file = stream;
      // Without a listener, an error of a file that nobody reads would end the process.
      stream.on('error', () => undefined);
      resolve(stream);
    });
  });
  const ended = new Promise<void>((resolve) => parser.once('finish', resolve));
  parser.on('field', (name) => {
    if (queryParameters.has(name)) fail(refused(`${name}: belongs into the query, not into the form`));
  });
  parser.on('filesLimit', () => fail(refused('the form has more than one file: send one')));
  parser.on('error', () => fail(refused('the form is malformed or does not end')));
  request.once('close', () => {
    if (!request.complete) fail(refused('the body could not be read to its end'));
  });
  request.pipe(parser);
  try {
    const first = await Promise.race([found, ended, failed]);
    if (!first) throw refused('the form has no file: send it as a part with a file name');
    yield* readAll(first);
    await Promise.race([ended, failed]);
  } finally {
    request.unpipe(parser);
  }
}

function createParser(request: Request): InstanceType<typeof Busboy> {
  try {
    return new Busboy({
      headers: { ...request.headers, 'content-type': request.get('content-type') ?? '' },
      limits: { files: 1, fields: 20, fieldSize: 1_024 },
      isPartAFile: (name, type, fileName) =>
        fileName !== undefined || name === 'file' || (type !== undefined && type !== 'text/plain'),
    });
  } catch {
    throw refused('the form is malformed: its content type must name a boundary');
  }
}

function refused(message: string, httpStatus = 400): AppError {
  return new AppError('INVALID_REQUEST', message, { httpStatus });
}
