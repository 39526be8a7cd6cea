import type { components, operations } from './api-types.ts';
import type { Connection, RequestOptions } from './connection.ts';
import type { Enrollment } from './enrollments.ts';
import type { ErrorCode } from './follow-up-types.ts';
import { overPages, type PageQuery } from './pages.ts';

/** A sequence as it is stored. */
export type Sequence = components['schemas']['Sequence'];
/** What `put` takes: name, steps, window, stop rules. */
export type SequenceDefinition = operations['storeSequence']['requestBody']['content']['application/json'];
/** What became of the steps and enrollments of a sequence. */
export type SequenceStats = components['schemas']['SequenceStats'];
/** A lead to enroll. One that is not stored needs `lead_data`. */
export type EnrollmentRequest = operations['enrollLead']['requestBody']['content']['application/json'];
/** What became of one lead of several: `status` is that of an HTTP answer, 201 for a new enrollment. */
export type EnrollmentOutcome =
  | { status: number; data: Enrollment }
  | { status: number; error: { code: ErrorCode; message: string; details?: unknown } };

/** The definitions of sequences, and the leads that begin one. */
export interface Sequences {
  /** Creates or replaces a sequence by your own UUID. What its enrollments have not started yet changes with it. */
  put(
    siteId: string,
    sequenceId: string,
    definition: SequenceDefinition,
    options?: RequestOptions,
  ): Promise<Sequence>;
  get(siteId: string, sequenceId: string, options?: RequestOptions): Promise<Sequence>;
  /** The sequences of a site, newest first, over all pages. */
  list(
    siteId: string,
    query?: PageQuery,
    options?: RequestOptions,
  ): AsyncGenerator<Sequence, void, undefined>;
  stats(sequenceId: string, options?: RequestOptions): Promise<SequenceStats>;
  /**
   * Begins a sequence for a lead. One that is active in it stays enrolled as it is. Not sent again by itself when no
   * answer comes: a short sequence may have ended by then, and the lead would be written to twice.
   * @throws LeadFollowUpError LEAD_ALREADY_ENROLLED when the lead is active in another sequence of the site
   */
  enroll(sequenceId: string, enrollment: EnrollmentRequest, options?: RequestOptions): Promise<Enrollment>;
  /**
   * The same for up to 1,000 leads. It may take longer than `timeoutMs`, by a tenth of a second for each lead.
   * @returns an outcome for each, in their order
   */
  enrollMany(
    sequenceId: string,
    enrollments: EnrollmentRequest[],
    options?: RequestOptions,
  ): Promise<EnrollmentOutcome[]>;
}

/** How long one of many enrollments may take: the service makes one after the other. */
const enrollMs = 100;

export function createSequences({ api, call }: Connection): Sequences {
  return {
    async put(siteId, sequenceId, definition, options) {
      const params = { path: { id: siteId, sequenceId } };
      const { body } = await call(
        (attempt) =>
          api.PUT('/api/sites/{id}/sequences/{sequenceId}', { params, body: definition, ...attempt }),
        { repeatable: true, ...options },
      );
      return body.data;
    },

    async get(siteId, sequenceId, options) {
      const params = { path: { id: siteId, sequenceId } };
      const { body } = await call(
        (attempt) => api.GET('/api/sites/{id}/sequences/{sequenceId}', { params, ...attempt }),
        { repeatable: true, ...options },
      );
      return body.data;
    },

    list(siteId, query = {}, options) {
      return overPages(async (cursor) => {
        const params = { path: { id: siteId }, query: { ...query, cursor } };
        const { body } = await call(
          (attempt) => api.GET('/api/sites/{id}/sequences', { params, ...attempt }),
          { repeatable: true, ...options },
        );
        return body;
      }, query.cursor);
    },

    async stats(sequenceId, options) {
      const params = { path: { id: sequenceId } };
      const { body } = await call((attempt) => api.GET('/api/sequences/{id}/stats', { params, ...attempt }), {
        repeatable: true,
        ...options,
      });
      return body.data;
    },

    async enroll(sequenceId, enrollment, options) {
      const params = { path: { id: sequenceId } };
      const { body } = await call(
        (attempt) => api.POST('/api/sequences/{id}/enrollments', { params, body: enrollment, ...attempt }),
        { repeatable: false, ...options },
      );
      return body.data as Enrollment;
    },

    async enrollMany(sequenceId, enrollments, options) {
      const params = { path: { id: sequenceId } };
      const { body } = await call(
        (attempt) =>
          api.POST('/api/sequences/{id}/enrollments/bulk', { params, body: { enrollments }, ...attempt }),
        { repeatable: false, ...options, waitMs: enrollments.length * enrollMs },
      );
      return body.data as EnrollmentOutcome[];
    },
  };
}
