import * as followUps from '../src/contract/operations/follow-ups.ts';
import * as messages from '../src/contract/operations/messages.ts';
import * as reviews from '../src/contract/operations/reviews.ts';
import { dataRoutes } from './data-routes.ts';
import type { PublicHandler } from './handler.ts';
import { getCommand, getCommands, getModelCalls } from './handlers/commands.ts';
import {
  getEvents,
  getFollowUp,
  getFollowUps,
  postCancel,
  postLeadFollowUp,
  postRetry,
} from './handlers/follow-ups.ts';
import { getLive, getReady } from './handlers/health.ts';
import { postMessageCheck } from './handlers/messages.ts';
import { getRevisions, patchMessage, postApprove, postRegenerate, postReject } from './handlers/reviews.ts';
import { keyRoutes } from './key-routes.ts';
import type { Route } from './route.ts';
import { sequenceRoutes } from './sequence-routes.ts';
import { webhookRoutes } from './webhook-routes.ts';

/** Every endpoint that needs a key. */
// biome-ignore format: a table is read by its columns
export const routes: readonly Route[] = [
  ['post', '/api/agents/sales/leadFollowUp', 'follow_ups:write', postLeadFollowUp, followUps.createFollowUp],
  ['get', '/api/follow-ups', 'follow_ups:read', getFollowUps, followUps.listFollowUps],
  ['get', '/api/follow-ups/:id', 'follow_ups:read', getFollowUp, followUps.readFollowUp],
  ['post', '/api/follow-ups/:id/cancel', 'follow_ups:write', postCancel, followUps.cancelFollowUp],
  ['post', '/api/follow-ups/:id/retry', 'follow_ups:write', postRetry, followUps.retryFollowUp],
  ['get', '/api/follow-ups/:id/events', 'follow_ups:read', getEvents, followUps.streamFollowUpEvents],
  ['patch', '/api/follow-ups/:id/messages/:channel', 'follow_ups:review', patchMessage, reviews.editMessage],
  ['post', '/api/follow-ups/:id/messages/:channel/regenerate', 'follow_ups:review', postRegenerate, reviews.regenerateMessage],
  ['get', '/api/follow-ups/:id/messages/:channel/revisions', 'follow_ups:read', getRevisions, reviews.listRevisions],
  ['post', '/api/follow-ups/:id/approve', 'follow_ups:review', postApprove, reviews.approveFollowUp],
  ['post', '/api/follow-ups/:id/reject', 'follow_ups:review', postReject, reviews.rejectFollowUp],
  ['get', '/api/commands', 'follow_ups:read', getCommands, followUps.listCommands],
  ['get', '/api/commands/:id', 'follow_ups:read', getCommand, followUps.readCommand],
  ['get', '/api/commands/:id/model-calls', 'follow_ups:read', getModelCalls, followUps.listModelCalls],
  ['post', '/api/messages/check', 'follow_ups:read', postMessageCheck, messages.checkMessage],
  ...sequenceRoutes,
  ...webhookRoutes,
  ...keyRoutes,
  ...dataRoutes,
];

/** Every endpoint that needs no key. */
export const publicRoutes: readonly { path: string; handler: PublicHandler }[] = [
  { path: '/health/live', handler: getLive },
  { path: '/health/ready', handler: getReady },
];
