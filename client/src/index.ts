// biome-ignore-all lint/performance/noBarrelFile: what the package gives out
export type { components, paths } from './api-types.ts';
export type {
  AttemptReport,
  ClientOptions,
  RequestOptions,
  /** The former name. */
  RequestOptions as CallSignal,
} from './connection.ts';
export type { CreateAndWaitOptions } from './create-and-wait.ts';
export { createClient, type GetFollowUpOptions, type LeadFollowUpClient } from './create-client.ts';
export type { CreateOptions } from './create-follow-up.ts';
export type {
  Enrollment,
  EnrollmentFilters,
  Enrollments,
  FailedEnrollment,
  FinishedEnrollment,
  OpenEnrollment,
  StoppedEnrollment,
} from './enrollments.ts';
export { ConnectionError, LeadFollowUpError, TimeoutError } from './errors.ts';
export type {
  AcceptedFollowUp,
  CancelAnswer,
  CancelledFollowUp,
  Command,
  CompletedCommand,
  CompletedFollowUp,
  ErrorCode,
  FailedCommand,
  FailedFollowUp,
  FollowUp,
  FollowUpError,
  FollowUpEvent,
  FollowUpFilters,
  FollowUpInReview,
  FollowUpSummary,
  KnownErrorCode,
  LeadFollowUpRequest,
  Listed,
  Message,
  PendingFollowUp,
  ReviewedFollowUp,
} from './follow-up-types.ts';
export type { LeadEvent, LeadEvents, RecordedLeadEvent } from './lead-events.ts';
export type { FollowUpPage } from './list-follow-ups.ts';
export type { PageQuery } from './pages.ts';
export type {
  AcceptedRevision,
  Approval,
  MessageChange,
  Regeneration,
  Rejection,
  ReviewFilters,
  Reviews,
  Revision,
} from './reviews.ts';
export type {
  EnrollmentOutcome,
  EnrollmentRequest,
  Sequence,
  SequenceDefinition,
  SequenceStats,
  Sequences,
} from './sequences.ts';
export type { StreamOptions } from './stream-events.ts';
export type { Suppression, SuppressionRequest, Suppressions } from './suppressions.ts';
export {
  verifyWebhook,
  type WebhookEvent,
  type WebhookHeaders,
  WebhookVerificationError,
} from './verify-webhook.ts';
export { clientVersion } from './version.ts';
export type { WaitOptions } from './wait-for-follow-up.ts';
