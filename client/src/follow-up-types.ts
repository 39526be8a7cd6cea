import type { components, operations } from './api-types.ts';

type Schemas = components['schemas'];

/** What `POST /api/agents/sales/leadFollowUp` takes. */
export type LeadFollowUpRequest = Schemas['LeadFollowUpRequest'];
/** What it answers while the work goes on; every `FollowUp` is one too. */
export type AcceptedFollowUp = Schemas['AcceptedFollowUp'];
export type FollowUp = Schemas['FollowUp'];
/** A follow-up as lists show it; every `FollowUp` is one too. */
export type FollowUpSummary = Schemas['FollowUpSummary'];
/** A follow-up that ended well: it has its messages. */
export type CompletedFollowUp = FollowUp & {
  status: 'completed';
  messages: NonNullable<FollowUp['messages']>;
};
export type Message = Schemas['Message'];
/** One phase of a follow-up. */
export type Command = Schemas['Command'];
/** One status change, as the event stream sends it. */
export type FollowUpEvent = Schemas['Event'];
/** Codes that the service of this version answers. */
export type ErrorCode = Schemas['ErrorAnswer']['error']['code'];
/** What a list holds: summaries, or whole follow-ups. */
export type View = 'summary' | 'full';
/**
 * `site_id`, `lead_id`, `status`, `limit` (of a page, 1 to 100) and `cursor`; `view: 'full'` for whole follow-ups in
 * place of summaries.
 */
export type FollowUpFilters<V extends View = 'summary'> = Omit<ListQuery, 'view'> & { view?: V | undefined };
/** An element of a list. */
export type Listed<V extends View> = { summary: FollowUpSummary; full: FollowUp }[V];

type ListQuery = NonNullable<operations['listFollowUps']['parameters']['query']>;
