import * as followUps from '../src/contract/operations/follow-ups.ts';
import type { Operation } from '../src/contract/operations/operation.ts';
import type { Scope } from '../src/contract/principal.ts';
import type { Handler, PublicHandler } from './handler.ts';
import { getCommand, getCommands } from './handlers/commands.ts';
import {
  getEvents,
  getFollowUp,
  getFollowUps,
  postCancel,
  postLeadFollowUp,
  postRetry,
} from './handlers/follow-ups.ts';
import { getLive, getReady } from './handlers/health.ts';

export type Method = 'get' | 'post' | 'put' | 'delete';

/** An endpoint that asks for a key: what it is, which scope it needs, who answers, what the reference says of it. */
export type Route = readonly [
  method: Method,
  path: string,
  scope: Scope,
  handler: Handler,
  operation: Operation,
];

// biome-ignore format: a table is read by its columns
export const routes: readonly Route[] = [
  ['post', '/api/agents/sales/leadFollowUp', 'follow_ups:write', postLeadFollowUp, followUps.createFollowUp],
  ['get', '/api/follow-ups', 'follow_ups:read', getFollowUps, followUps.listFollowUps],
  ['get', '/api/follow-ups/:id', 'follow_ups:read', getFollowUp, followUps.readFollowUp],
  ['post', '/api/follow-ups/:id/cancel', 'follow_ups:write', postCancel, followUps.cancelFollowUp],
  ['post', '/api/follow-ups/:id/retry', 'follow_ups:write', postRetry, followUps.retryFollowUp],
  ['get', '/api/follow-ups/:id/events', 'follow_ups:read', getEvents, followUps.streamFollowUpEvents],
  ['get', '/api/commands', 'follow_ups:read', getCommands, followUps.listCommands],
  ['get', '/api/commands/:id', 'follow_ups:read', getCommand, followUps.readCommand],
];

/** Every endpoint that asks for none. */
export const publicRoutes: readonly { path: string; handler: PublicHandler }[] = [
  { path: '/health/live', handler: getLive },
  { path: '/health/ready', handler: getReady },
];
