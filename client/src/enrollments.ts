import type { components, operations } from './api-types.ts';
import type { Connection, RequestOptions } from './connection.ts';
import type { FollowUpError, With } from './follow-up-types.ts';
import { overPages, type Page } from './pages.ts';

type Stored = components['schemas']['Enrollment'];

/** One that goes on, or is paused. `waiting_for` says what for. */
export type OpenEnrollment = With<
  Stored,
  'active' | 'paused',
  { stopped_by: null; error: null; finished_at: null }
>;
export type FinishedEnrollment = With<
  Stored,
  'finished',
  { stopped_by: null; error: null; finished_at: string }
>;
export type StoppedEnrollment = With<
  Stored,
  'stopped',
  { stopped_by: NonNullable<Stored['stopped_by']>; error: null; finished_at: string }
>;
/** One whose step failed twice. */
export type FailedEnrollment = With<
  Stored,
  'failed',
  { stopped_by: null; error: FollowUpError; finished_at: string }
>;
/** A lead in a sequence. Narrows by `status`: one that is `stopped` has a `stopped_by`, one that has `failed` an error. */
export type Enrollment = OpenEnrollment | FinishedEnrollment | StoppedEnrollment | FailedEnrollment;

/** `site_id`, `sequence_id`, `lead_id`, `status`, `reason`, `limit` (of a page, 1 to 100) and `cursor`. */
export type EnrollmentFilters = NonNullable<operations['listEnrollments']['parameters']['query']>;

/** Leads in sequences: where they stand, and how to change that. What has ended throws ENROLLMENT_ENDED. */
export interface Enrollments {
  get(id: string, options?: RequestOptions): Promise<Enrollment>;
  /** All enrollments, newest first, over all pages. */
  list(filters?: EnrollmentFilters, options?: RequestOptions): AsyncGenerator<Enrollment, void, undefined>;
  /** A step that is being written or reviewed is cancelled, and written again after `resume`. */
  pause(id: string, options?: RequestOptions): Promise<Enrollment>;
  /** The time of the pause does not count as waiting. */
  resume(id: string, options?: RequestOptions): Promise<Enrollment>;
  /** Cancels what is being written or reviewed. Stopping again changes nothing. */
  stop(id: string, options?: RequestOptions): Promise<Enrollment>;
  /**
   * Leaves the current step out. Not sent again by itself when no answer comes: that could leave out two.
   */
  skip(id: string, options?: RequestOptions): Promise<Enrollment>;
}

export function createEnrollments({ api, call }: Connection): Enrollments {
  const change =
    (path: `/api/enrollments/{id}/${'pause' | 'resume' | 'stop' | 'skip'}`, repeatable: boolean) =>
    async (id: string, options?: RequestOptions): Promise<Enrollment> => {
      const { body } = await call((attempt) => api.POST(path, { params: { path: { id } }, ...attempt }), {
        repeatable,
        ...options,
      });
      return body.data as Enrollment;
    };
  return {
    async get(id, options) {
      const { body } = await call(
        (attempt) => api.GET('/api/enrollments/{id}', { params: { path: { id } }, ...attempt }),
        { repeatable: true, ...options },
      );
      return body.data as Enrollment;
    },

    list(filters = {}, options) {
      return overPages(async (cursor) => {
        const params = { query: { ...filters, cursor } };
        const { body } = await call((attempt) => api.GET('/api/enrollments', { params, ...attempt }), {
          repeatable: true,
          ...options,
        });
        return body as Page<Enrollment>;
      }, filters.cursor);
    },

    pause: change('/api/enrollments/{id}/pause', true),
    resume: change('/api/enrollments/{id}/resume', true),
    stop: change('/api/enrollments/{id}/stop', true),
    skip: change('/api/enrollments/{id}/skip', false),
  };
}
