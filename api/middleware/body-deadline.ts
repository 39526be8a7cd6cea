import type { Request, RequestHandler, Response } from 'express';

/** How long a file may take, over a slow line. Node's own limit, which holds for all requests, must not be lower. */
export const uploadMs = 600_000;

/** Ends requests that take longer than this to send their body. */
export function bodyDeadline(bodyMs: number): RequestHandler {
  return (request, response, next) => {
    if (hasBody(request)) setDeadline(request, response, bodyMs);
    next();
  };
}

/** Gives a request the time that a file needs. Call it when the caller may send one. */
export function allowUpload(request: Request, response: Response): void {
  setDeadline(request, response, uploadMs);
}

export function hasBody(request: Request): boolean {
  return request.get('transfer-encoding') !== undefined || Number(request.get('content-length') ?? 0) > 0;
}

function setDeadline(request: Request, response: Response, milliseconds: number): void {
  clearTimeout(response.locals['bodyDeadline'] as NodeJS.Timeout | undefined);
  const timer = setTimeout(() => {
    if (request.complete) return;
    if (response.headersSent) request.destroy();
    else
      response
        .status(408)
        .set('connection', 'close')
        .end(() => request.destroy());
  }, milliseconds);
  response.locals['bodyDeadline'] = timer;
  response.once('close', () => clearTimeout(timer));
}
