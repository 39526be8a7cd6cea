import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { AppError, type ErrorBody } from '../src/contract/errors.ts';
import type { Page } from '../src/contract/page.ts';
import type { ApiAnswer } from './handler.ts';

/** The envelope of every successful response under /api. */
export function success(status: number, data: unknown, headers: Record<string, string> = {}): ApiAnswer {
  return { status, body: { success: true, data }, headers };
}

/** The envelope of every list. */
export function list<Item>({ items, nextCursor }: Page<Item>): ApiAnswer {
  return { status: 200, body: { success: true, data: items, next_cursor: nextCursor } };
}

export function failure({ body, httpStatus, headers }: AppError, requestId: string): ApiAnswer {
  return { status: httpStatus, body: { success: false, error: { ...body, request_id: requestId } }, headers };
}

/** The error that a follow-up ended with, for a caller that waited for it. */
export function thrownFrom({ code, message, details }: ErrorBody, headers: Record<string, string>): AppError {
  return new AppError(code, message, { details, headers });
}

/** @throws if a stream fails. A client that disconnects is not an error */
export async function send(
  response: Response,
  { status, body, headers = {}, stream }: ApiAnswer,
): Promise<void> {
  response.status(status).set(headers);
  if (!stream) {
    response.json(body);
    return;
  }
  response.flushHeaders();
  try {
    await pipeline(Readable.from(stream), response);
  } catch (error) {
    if (!response.closed) throw error;
  }
}
