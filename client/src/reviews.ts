import type { components, operations } from './api-types.ts';
import type { Connection, RequestOptions } from './connection.ts';
import type {
  CancelledFollowUp,
  CompletedFollowUp,
  FollowUpFilters,
  FollowUpInReview,
} from './follow-up-types.ts';
import { listFollowUps } from './list-follow-ups.ts';

/** A version of a message under review: its text, who wrote it, what the quality gate found. */
export type Revision = components['schemas']['Revision'];
type Channel = Revision['channel'];
/** A message that is being written again, and the command that does it. */
export type AcceptedRevision = components['schemas']['AcceptedRevision'];
/** `site_id`, `lead_id`, `limit` (of a page, 1 to 100) and `cursor`. */
export type ReviewFilters = Pick<FollowUpFilters, 'site_id' | 'lead_id' | 'limit' | 'cursor'>;

/** What a person changes in a message: its title, its text or both. */
export type MessageChange = operations['editMessage']['requestBody']['content']['application/json'] & {
  /** The number of the revision that the person has read, from `review.revisions` of the follow-up. */
  revision: number;
};
export type Regeneration = NonNullable<
  operations['regenerateMessage']['requestBody']
>['content']['application/json'];
/** Which revision of each message is published. Messages that are not named are skipped. */
export type Approval = operations['approveFollowUp']['requestBody']['content']['application/json'];
export type Rejection = operations['rejectFollowUp']['requestBody']['content']['application/json'];

/** What people do with messages before they are published. */
export interface Reviews {
  /** The follow-ups that wait for a decision, oldest first, over all pages. Their texts are in `review.messages`. */
  listPending(
    filters?: ReviewFilters,
    options?: RequestOptions,
  ): AsyncGenerator<FollowUpInReview, void, undefined>;
  /** All versions of a message, oldest first. */
  listRevisions(id: string, channel: Channel, options?: RequestOptions): Promise<Revision[]>;
  /**
   * Stores a person's version of a message. It is stored once, however often the request is sent.
   * @throws LeadFollowUpError MESSAGE_REJECTED when the quality gate stops the text; REVISION_OUTDATED when there is a
   * newer revision. That may be this one, if the answer to it was lost
   */
  revise(id: string, channel: Channel, change: MessageChange, options?: RequestOptions): Promise<Revision>;
  /**
   * Has a model write a message again. The new revision comes later: the event stream says
   * `follow_up.message_revised`. Not sent again by itself when no answer comes, because each version costs money.
   */
  regenerate(
    id: string,
    channel: Channel,
    wish?: Regeneration,
    options?: RequestOptions,
  ): Promise<AcceptedRevision>;
  /**
   * Publishes exactly these revisions. The same approval again changes nothing.
   * @throws LeadFollowUpError REVISION_OUTDATED, REVIEW_STALE, ALREADY_DECIDED, NO_VALID_CHANNELS
   */
  approve(id: string, approval: Approval, options?: RequestOptions): Promise<CompletedFollowUp>;
  /** Cancels the follow-up. The same rejection again changes nothing. */
  reject(id: string, rejection: Rejection, options?: RequestOptions): Promise<CancelledFollowUp>;
}

export function createReviews(connection: Connection): Reviews {
  const { api, call } = connection;
  return {
    async *listPending(filters = {}, options) {
      const pending = { ...filters, review: 'pending', order: 'asc', view: 'full' } as const;
      for await (const followUp of listFollowUps<'full'>(connection, pending, options)) {
        // It may have been decided between the search and the reading of its page.
        if (followUp.status === 'awaiting_review') yield followUp;
      }
    },

    async listRevisions(id, channel, options) {
      const path = { id, channel };
      const { body } = await call(
        (attempt) =>
          api.GET('/api/follow-ups/{id}/messages/{channel}/revisions', { params: { path }, ...attempt }),
        { repeatable: true, ...options },
      );
      return body.data;
    },

    async revise(id, channel, { revision, ...change }, options) {
      const params = { path: { id, channel }, header: { 'if-match': `"${revision}"` } };
      const { body } = await call(
        (attempt) =>
          api.PATCH('/api/follow-ups/{id}/messages/{channel}', { params, body: change, ...attempt }),
        { repeatable: true, ...options },
      );
      return body.data;
    },

    async regenerate(id, channel, wish = {}, options) {
      const params = { path: { id, channel } };
      const { body } = await call(
        (attempt) =>
          api.POST('/api/follow-ups/{id}/messages/{channel}/regenerate', { params, body: wish, ...attempt }),
        { repeatable: false, ...options },
      );
      return body.data;
    },

    async approve(id, approval, options) {
      const params = { path: { id } };
      const { body } = await call(
        (attempt) => api.POST('/api/follow-ups/{id}/approve', { params, body: approval, ...attempt }),
        { repeatable: true, ...options },
      );
      return body.data as CompletedFollowUp;
    },

    async reject(id, rejection, options) {
      const params = { path: { id } };
      const { body } = await call(
        (attempt) => api.POST('/api/follow-ups/{id}/reject', { params, body: rejection, ...attempt }),
        { repeatable: true, ...options },
      );
      return body.data as CancelledFollowUp;
    },
  };
}
