import type { Scope } from '../src/contract/principal.ts';
import type { Handler, PublicHandler } from './handler.ts';
import { getCommand } from './handlers/commands.ts';
import { getFollowUp, postLeadFollowUp } from './handlers/follow-ups.ts';
import { getLive, getReady } from './handlers/health.ts';

export interface Route {
  method: 'get' | 'post' | 'put' | 'delete';
  path: string;
  scope: Scope;
  handler: Handler;
}

/** Every endpoint that asks for a key. */
export const routes: readonly Route[] = [
  {
    method: 'post',
    path: '/api/agents/sales/leadFollowUp',
    scope: 'follow_ups:write',
    handler: postLeadFollowUp,
  },
  { method: 'get', path: '/api/follow-ups/:id', scope: 'follow_ups:read', handler: getFollowUp },
  { method: 'get', path: '/api/commands/:id', scope: 'follow_ups:read', handler: getCommand },
];

/** Every endpoint that asks for none. */
export const publicRoutes: readonly { path: string; handler: PublicHandler }[] = [
  { path: '/health/live', handler: getLive },
  { path: '/health/ready', handler: getReady },
];
