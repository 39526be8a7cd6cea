import type { Request } from 'express';

/** The IP address that a request came from: behind proxies that TRUST_PROXY names, the one that they forwarded. */
export function clientAddress(request: Request): string {
  return request.ip ?? request.socket.remoteAddress ?? 'unknown';
}
