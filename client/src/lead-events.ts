import type { components, operations } from './api-types.ts';
import type { Connection, RequestOptions } from './connection.ts';

/** What another system reports: `source` and `external_id`, `type`, `at`, and the lead by `lead_id` or `email`. */
export type LeadEvent = operations['recordLeadEvent']['requestBody']['content']['application/json'];
/** What was recorded, and the enrollments that it stopped. */
export type RecordedLeadEvent = components['schemas']['RecordedLeadEvent'];

/** What mail systems and CRMs report about leads. */
export interface LeadEvents {
  /** A reply, a booked meeting, a bounce or an unsubscribe stops sequences. The same event again changes nothing. */
  record(event: LeadEvent, options?: RequestOptions): Promise<RecordedLeadEvent>;
}

export function createLeadEvents({ api, call }: Connection): LeadEvents {
  return {
    async record(event, options) {
      const { body } = await call((attempt) => api.POST('/api/lead-events', { body: event, ...attempt }), {
        repeatable: true,
        ...options,
      });
      return body.data;
    },
  };
}
