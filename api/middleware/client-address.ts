import type { Request } from 'express';

/** The client's IP address. With proxies that TRUST_PROXY trusts, the address that they forwarded. */
export function clientAddress(request: Request): string {
  return request.ip ?? request.socket.remoteAddress ?? 'unknown';
}
