import type { EnrollmentStatus } from '../contract/enrollment-view.ts';
import { stopTypes } from '../contract/resources/sequence.ts';
import type { Services } from '../platform/services.ts';

/** The reason of an enrollment that a request has stopped. */
export const stoppedByHand = 'stopped';

/**
 * Counts an enrollment that has just ended. Call once, after the commit.
 * @param reason why it was stopped
 */
export function countEnd(
  { metrics }: Pick<Services, 'metrics'>,
  status: Exclude<EnrollmentStatus, 'active' | 'paused'>,
  reason?: string,
): void {
  metrics.enrollmentsEnded.inc({ status, reason: reason === undefined ? '' : labelOf(reason) });
}

/** A sequence may name any stage of a lead, so all stages are one value of the label. */
function labelOf(reason: string): string {
  if (reason.startsWith('stage:')) return 'stage';
  return [...stopTypes, stoppedByHand].includes(reason) ? reason : 'other';
}
