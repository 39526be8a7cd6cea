import type { Response } from 'express';
import { AppError, type ErrorBody } from '../src/contract/errors.ts';
import type { Page } from '../src/contract/page.ts';
import type { ApiAnswer } from './handler.ts';

/** The envelope of every successful answer below /api. */
export function success(status: number, data: unknown, headers: Record<string, string> = {}): ApiAnswer {
  return { status, body: { success: true, data }, headers };
}

/** The envelope of every list. */
export function list<Item>({ items, nextCursor }: Page<Item>): ApiAnswer {
  return { status: 200, body: { success: true, data: items, next_cursor: nextCursor } };
}

export function failure(error: ErrorBody, status: number, requestId: string): ApiAnswer {
  return { status, body: { success: false, error: { ...error, request_id: requestId } } };
}

/** An error that a follow-up ended with, as the answer to who waited for it. */
export function thrownFrom({ code, message, details }: ErrorBody): AppError {
  return new AppError(code, message, { details });
}

export function send(response: Response, { status, body, headers }: ApiAnswer): void {
  response
    .status(status)
    .set(headers ?? {})
    .json(body);
}
