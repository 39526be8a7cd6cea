import { createHmac } from 'node:crypto';
import type { Request, Response } from 'express';
import { getIronSession } from 'iron-session';
import { isOperatorKey } from '../../src/directory/authenticate.ts';
import {
  type BoardAccess,
  endOperatorSession,
  findOperatorSession,
  openOperatorSession,
} from '../../src/directory/operator-sessions.ts';
import type { Config } from '../../src/platform/config.ts';
import type { Services } from '../../src/platform/services.ts';
import { clientAddress } from '../middleware/client-address.ts';

const cookieName = 'lead_followup_operator';
const hours = 12;

/** The access of a key: ADMIN_KEY has full access, ADMIN_READ_KEY can read. */
export function accessOfKey({ ADMIN_KEY, ADMIN_READ_KEY }: Config, key: string): BoardAccess | null {
  if (isOperatorKey(ADMIN_KEY, key)) return 'full';
  return ADMIN_READ_KEY && isOperatorKey(ADMIN_READ_KEY, key) ? 'read' : null;
}

/** Starts a session and sets its cookie. */
export async function signIn(
  { config, database }: Pick<Services, 'config' | 'database'>,
  request: Request,
  response: Response,
  access: BoardAccess,
): Promise<void> {
  const cookie = await readCookie(config, request, response);
  cookie.sessionId = await openOperatorSession(database, {
    access,
    lifetimeMs: hours * 3_600_000,
    address: clientAddress(request),
  });
  await cookie.save();
}

/** The access of a request's session; null without a valid session. */
export async function accessOfSession(
  { config, database }: Pick<Services, 'config' | 'database'>,
  request: Request,
  response: Response,
): Promise<BoardAccess | null> {
  const { sessionId } = await readCookie(config, request, response);
  return sessionId ? findOperatorSession(database, sessionId) : null;
}

/** Ends the session of a request, which also invalidates copies of its cookie. */
export async function signOut(
  { config, database }: Pick<Services, 'config' | 'database'>,
  request: Request,
  response: Response,
): Promise<void> {
  const cookie = await readCookie(config, request, response);
  if (cookie.sessionId) await endOperatorSession(database, cookie.sessionId, clientAddress(request));
  cookie.destroy();
}

/**
 * The encrypted cookie contains the id of a stored session. A change of ADMIN_KEY, ADMIN_READ_KEY or the first SECRETS_KEY
 * ends every session.
 */
function readCookie(config: Config, request: Request, response: Response) {
  const { SECRETS_KEY, ADMIN_KEY, ADMIN_READ_KEY = '' } = config;
  const password = createHmac('sha256', SECRETS_KEY[0])
    .update(JSON.stringify([cookieName, ADMIN_KEY, ADMIN_READ_KEY]))
    .digest('base64');
  const encrypted = request.secure || request.get('x-forwarded-proto') === 'https';
  return getIronSession<{ sessionId?: string }>(request, response, {
    cookieName,
    password,
    ttl: hours * 3_600,
    cookieOptions: { httpOnly: true, sameSite: 'strict', secure: encrypted, path: '/ops' },
  });
}
