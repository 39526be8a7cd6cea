import { createHmac } from 'node:crypto';
import type { Request, Response } from 'express';
import { getIronSession } from 'iron-session';
import { isOperatorKey } from '../../src/directory/authenticate.ts';
import type { Config } from '../../src/platform/config.ts';

/** `full` may pause, retry and remove; `read` may look. */
export type BoardAccess = 'full' | 'read';

const cookieName = 'lead_followup_operator';
const hours = 12;

/** What a key opens: ADMIN_KEY all of it, ADMIN_READ_KEY the reading. */
export function accessOfKey({ ADMIN_KEY, ADMIN_READ_KEY }: Config, key: string): BoardAccess | null {
  if (isOperatorKey(ADMIN_KEY, key)) return 'full';
  return ADMIN_READ_KEY && isOperatorKey(ADMIN_READ_KEY, key) ? 'read' : null;
}

/**
 * The operator's session: all of it stands in an encrypted cookie that ends by itself. Another SECRETS_KEY, ADMIN_KEY or
 * ADMIN_READ_KEY ends every session.
 */
export function openSession(config: Config, request: Request, response: Response) {
  const { SECRETS_KEY, ADMIN_KEY, ADMIN_READ_KEY = '' } = config;
  const password = createHmac('sha256', SECRETS_KEY[0])
    .update(JSON.stringify([cookieName, ADMIN_KEY, ADMIN_READ_KEY]))
    .digest('base64');
  const encrypted = request.secure || request.get('x-forwarded-proto') === 'https';
  return getIronSession<{ access?: BoardAccess }>(request, response, {
    cookieName,
    password,
    ttl: hours * 3_600,
    cookieOptions: { httpOnly: true, sameSite: 'strict', secure: encrypted, path: '/ops' },
  });
}
