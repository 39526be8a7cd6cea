import type { Request } from 'express';

/** The IP address that a request came from. */
export function clientAddress(request: Request): string {
  return request.socket.remoteAddress ?? 'unknown';
}
