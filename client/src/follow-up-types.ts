import type { components, operations } from './api-types.ts';

type Schemas = components['schemas'];

/** What `POST /api/agents/sales/leadFollowUp` takes. */
export type LeadFollowUpRequest = Schemas['LeadFollowUpRequest'];
/** The answer while the work goes on. Every `FollowUp` is one too. */
export type AcceptedFollowUp = Schemas['AcceptedFollowUp'];

/** Codes that the service of this version returns. */
export type KnownErrorCode = Schemas['ErrorAnswer']['error']['code'];
/** Completes and narrows by the known codes. A newer service may return others. */
export type ErrorCode = KnownErrorCode | (string & {});
/** Why a follow-up ended without messages. */
export interface FollowUpError {
  code: ErrorCode;
  message: string;
  details?: unknown;
}

/** A record whose status is known, with the fields that follow from it. */
export type With<Record, Status, Fields> = Omit<Record, 'status' | keyof Fields> & {
  status: Status;
} & Fields;
type Follow<Status, Fields> = With<Schemas['FollowUp'], Status, Fields>;

export type PendingFollowUp = Follow<
  'queued' | 'running',
  { messages: null; error: null; finished_at: null }
>;
/** A follow-up whose messages wait for a person. They are in `review.messages`. */
export type FollowUpInReview = Follow<
  'awaiting_review',
  { messages: null; error: null; finished_at: null; review: NonNullable<Schemas['FollowUp']['review']> }
>;
/** A follow-up that ended well: it has its messages. */
export type CompletedFollowUp = Follow<
  'completed',
  { messages: NonNullable<Schemas['FollowUp']['messages']>; error: null; finished_at: string }
>;
export type FailedFollowUp = Follow<'failed', { messages: null; error: FollowUpError; finished_at: string }>;
export type CancelledFollowUp = Follow<
  'cancelled',
  { messages: null; error: FollowUpError | null; finished_at: string }
>;
/** Narrows by `status`: one that is `completed` has messages, one that has `failed` an error. */
export type FollowUp =
  | PendingFollowUp
  | FollowUpInReview
  | CompletedFollowUp
  | FailedFollowUp
  | CancelledFollowUp;
/** The answer to a cancel. A completed one has no messages here for a key that may not see leads. */
export type CancelAnswer =
  | FollowUp
  | Follow<'completed', { messages: null; error: null; finished_at: string }>;

/** A follow-up that waits for a review or has had one. */
export type ReviewedFollowUp = FollowUp & { review: FollowUpInReview['review'] };

/** A follow-up as lists show it. Every `FollowUp` is one too. */
export type FollowUpSummary =
  | With<Schemas['FollowUpSummary'], 'failed', { error: FollowUpError; finished_at: string }>
  | With<Schemas['FollowUpSummary'], 'cancelled', { error: FollowUpError | null; finished_at: string }>
  | With<Schemas['FollowUpSummary'], 'completed', { error: null; finished_at: string }>
  | With<
      Schemas['FollowUpSummary'],
      'queued' | 'running' | 'awaiting_review',
      { error: null; finished_at: null }
    >;

export type Message = Schemas['Message'];
/** One phase of a follow-up. */
export type Command = Schemas['Command'];
export type CompletedCommand = With<Command, 'completed', { error: null; finished_at: string }>;
export type FailedCommand = With<
  Command,
  'failed',
  { error: NonNullable<Command['error']>; finished_at: string }
>;
/** One change of a follow-up, its commands or its review, as the event stream sends it. */
export type FollowUpEvent = Schemas['Event'];
/** What a list holds: summaries, or whole follow-ups. */
export type View = 'summary' | 'full';
/**
 * `site_id`, `lead_id`, `status`, `review`, `order` (`asc`: oldest first), `limit` (of a page, 1 to 100) and `cursor`;
 * `view: 'full'` for whole follow-ups in place of summaries.
 */
export type FollowUpFilters<V extends View = 'summary'> = Omit<ListQuery, 'view'> & { view?: V | undefined };
/** An element of a list. */
export type Listed<V extends View> = { summary: FollowUpSummary; full: FollowUp }[V];

type ListQuery = NonNullable<operations['listFollowUps']['parameters']['query']>;
