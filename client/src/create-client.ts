import { type ClientOptions, createConnection, type RequestOptions } from './connection.ts';
import { type CreateAndWaitOptions, createAndWait } from './create-and-wait.ts';
import { type CreateOptions, createFollowUp } from './create-follow-up.ts';
import { createEnrollments, type Enrollments } from './enrollments.ts';
import type {
  AcceptedFollowUp,
  CancelAnswer,
  Command,
  CompletedFollowUp,
  FollowUp,
  FollowUpEvent,
  FollowUpFilters,
  LeadFollowUpRequest,
  Listed,
  View,
} from './follow-up-types.ts';
import { createLeadEvents, type LeadEvents } from './lead-events.ts';
import { type FollowUpPage, listFollowUps, listFollowUpsPage } from './list-follow-ups.ts';
import {
  type HttpMethod,
  type PathsWith,
  type RequestInitOf,
  type ResponseBody,
  request,
} from './request.ts';
import { createReviews, type Reviews } from './reviews.ts';
import { createSequences, type Sequences } from './sequences.ts';
import { type StreamOptions, streamEvents } from './stream-events.ts';
import { createSuppressions, type Suppressions } from './suppressions.ts';
import { type WaitOptions, waitForFollowUp } from './wait-for-follow-up.ts';

/**
 * Every method that sends a request throws LeadFollowUpError for an error that the service answers, ConnectionError
 * when none comes, and the reason of the signal that ended it.
 */
export interface LeadFollowUpClient {
  /** Has a follow-up written, and answers as soon as it is accepted. */
  createFollowUp(request: LeadFollowUpRequest, options?: CreateOptions): Promise<AcceptedFollowUp>;
  /**
   * Has a follow-up written, and answers it when it is finished.
   * @throws LeadFollowUpError also when it failed or was cancelled; TimeoutError
   */
  createAndWait(request: LeadFollowUpRequest, options?: CreateAndWaitOptions): Promise<CompletedFollowUp>;
  /**
   * @param options.waitSeconds has the service hold its answer back until the follow-up has ended or waits for a review,
   * at most for so long
   * @throws LeadFollowUpError with `waitSeconds` also when it failed or was cancelled
   */
  getFollowUp(id: string, options?: GetFollowUpOptions): Promise<FollowUp>;
  /**
   * Waits for the decision, too, if the follow-up needs a review.
   * @throws LeadFollowUpError also when it failed, was cancelled or rejected; TimeoutError
   */
  waitForFollowUp(id: string, options?: WaitOptions): Promise<CompletedFollowUp>;
  /** One that has ended stays as it is. */
  cancelFollowUp(id: string, options?: RequestOptions): Promise<CancelAnswer>;
  /**
   * Tries a failed follow-up again, as a new one. Not sent again by itself when no answer comes: nobody would know
   * whether there are two.
   */
  retryFollowUp(id: string, options?: RequestOptions): Promise<AcceptedFollowUp>;
  /** All follow-ups, newest first unless `order` is `asc`, over all pages: summaries, or with `view: 'full'` whole ones. */
  listFollowUps<V extends View = 'summary'>(
    filters?: FollowUpFilters<V>,
    options?: RequestOptions,
  ): AsyncGenerator<Listed<V>, void, undefined>;
  listFollowUpsPage<V extends View = 'summary'>(
    filters?: FollowUpFilters<V>,
    options?: RequestOptions,
  ): Promise<FollowUpPage<V>>;
  /** Every change, also of a review, up to the one that ends the follow-up, over as many connections as it takes. */
  streamEvents(id: string, options?: StreamOptions): AsyncGenerator<FollowUpEvent, void, undefined>;
  getCommand(id: string, options?: RequestOptions): Promise<Command>;
  /** Reading, changing and deciding about messages before they are published. */
  reviews: Reviews;
  /** The definitions of sequences, and the leads that begin one. */
  sequences: Sequences;
  /** Leads in sequences. */
  enrollments: Enrollments;
  /** Replies, meetings and bounces that other systems report. */
  leadEvents: LeadEvents;
  /** Addresses that are not written to. */
  suppressions: Suppressions;
  /**
   * Any request of the API, typed by its path. A POST is sent again after a lost connection only when it carries an
   * Idempotency-Key.
   * @returns the body as it is: `{success, data}`, a list's with `next_cursor`; undefined for 204
   */
  request<Method extends HttpMethod, Path extends PathsWith<Method>>(
    method: Method,
    path: Path,
    ...init: RequestInitOf<Method, Path>
  ): Promise<ResponseBody<Method, Path>>;
}

export interface GetFollowUpOptions extends RequestOptions {
  waitSeconds?: number;
}

/**
 * A client of one service with one key. It holds nothing open between its calls.
 * @throws TypeError when `baseUrl` or `apiKey` cannot be used
 */
export function createClient(options: ClientOptions): LeadFollowUpClient {
  const connection = createConnection(options);
  const { api, call } = connection;
  return {
    createFollowUp: (request, createOptions) => createFollowUp(connection, request, createOptions),
    createAndWait: (request, waitOptions) => createAndWait(connection, request, waitOptions),
    waitForFollowUp: (id, waitOptions) => waitForFollowUp(connection, id, waitOptions),
    listFollowUps: (filters, listOptions) => listFollowUps(connection, filters, listOptions),
    listFollowUpsPage: (filters, listOptions) => listFollowUpsPage(connection, filters, listOptions),
    streamEvents: (id, streamOptions) => streamEvents(connection, id, streamOptions),

    async getFollowUp(id, { waitSeconds, ...options } = {}) {
      const header = waitSeconds === undefined ? {} : { prefer: `wait=${Math.ceil(waitSeconds)}` };
      const { body } = await call(
        (attempt) => api.GET('/api/follow-ups/{id}', { params: { path: { id }, header }, ...attempt }),
        { repeatable: true, ...options, waitMs: (waitSeconds ?? 0) * 1_000 },
      );
      return body.data as FollowUp;
    },

    async cancelFollowUp(id, options) {
      const { body } = await call(
        (attempt) => api.POST('/api/follow-ups/{id}/cancel', { params: { path: { id } }, ...attempt }),
        { repeatable: true, ...options },
      );
      return body.data as CancelAnswer;
    },

    async retryFollowUp(id, options) {
      const { body } = await call(
        (attempt) => api.POST('/api/follow-ups/{id}/retry', { params: { path: { id } }, ...attempt }),
        { repeatable: false, ...options },
      );
      return body.data;
    },

    async getCommand(id, options) {
      const { body } = await call(
        (attempt) => api.GET('/api/commands/{id}', { params: { path: { id } }, ...attempt }),
        { repeatable: true, ...options },
      );
      return body.data;
    },

    reviews: createReviews(connection),
    sequences: createSequences(connection),
    enrollments: createEnrollments(connection),
    leadEvents: createLeadEvents(connection),
    suppressions: createSuppressions(connection),

    request: (method, path, ...[init]) => request(connection, method, path, init),
  };
}
