// biome-ignore-all lint/performance/noBarrelFile: what the package gives out
export type { components, paths } from './api-types.ts';
export type { ClientOptions } from './connection.ts';
export { ConnectionError } from './connection-error.ts';
export type { CreateAndWaitOptions } from './create-and-wait.ts';
export { createClient, type GetFollowUpOptions, type LeadFollowUpClient } from './create-client.ts';
export type { CreateOptions } from './create-follow-up.ts';
export type {
  AcceptedFollowUp,
  Command,
  CompletedFollowUp,
  ErrorCode,
  FollowUp,
  FollowUpEvent,
  FollowUpFilters,
  FollowUpSummary,
  LeadFollowUpRequest,
  Listed,
  Message,
} from './follow-up-types.ts';
export { LeadFollowUpError } from './lead-follow-up-error.ts';
export type { CallSignal, FollowUpPage } from './list-follow-ups.ts';
export type { StreamOptions } from './stream-events.ts';
export { TimeoutError } from './timeout-error.ts';
export {
  verifyWebhook,
  type WebhookEvent,
  type WebhookHeaders,
  WebhookVerificationError,
} from './verify-webhook.ts';
export type { WaitOptions } from './wait-for-follow-up.ts';
