import type { Channel } from '../contract/channels.ts';
import type { Facts } from '../contract/facts.ts';
import type { LeadFollowUpRequest } from '../contract/lead-follow-up-request.ts';
import { newId } from '../platform/ids.ts';
import type { StepToStore } from '../platform/pipeline-sql/store-follow-ups.ts';

/** What a step of a sequence adds to a request. */
export interface StepToPlan {
  sequence: NonNullable<Facts['sequence']>;
  /** Null: all channels of the site. */
  channels: readonly Channel[] | null;
}

/** The key of the first step of one request. */
const firstKey = '1';

/**
 * The enrollment that a request with `steps` creates: this follow-up is its first step, and the others come at the
 * interval.
 * @returns null for a single follow-up
 */
export function firstStepOf(request: LeadFollowUpRequest): StepToStore | null {
  // Later steps read what is known of the lead then.
  const {
    steps: count,
    follow_up_interval: wait,
    previous_interactions: _,
    lead_stage: __,
    ...kept
  } = request;
  if (!count || !wait) return null;
  const steps = Array.from({ length: count }, (_, index) => ({
    key: String(index + 1),
    wait: index === 0 ? 'PT0S' : wait,
    follow_up_type: null,
    channels: null,
    brief: null,
    review: false,
  }));
  return {
    enrollmentId: newId('enr'),
    key: firstKey,
    expectedFollowUpId: null,
    expectedDone: 0,
    created: {
      definition: { steps },
      request: { ...kept, follow_up_interval: wait },
      baseAt: new Date(),
      warnings: [],
      eventId: newId('evt'),
    },
  };
}
