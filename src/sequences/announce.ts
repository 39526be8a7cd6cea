import { reportOutcome } from '../follow-ups/report-outcome.ts';
import type { Services } from '../platform/services.ts';
import { announceChange } from '../webhooks/announce-change.ts';
import { countEnd } from './count-end.ts';
import type { Stopped } from './stop-enrollments.ts';

/**
 * Counts what was stopped, wakes everyone who waits for these enrollments and follow-ups, and sends their webhooks. Call it
 * once, after the commit.
 */
export async function announce(
  services: Services,
  { enrollmentIds, reasons, followUpIds }: Stopped,
): Promise<void> {
  for (const reason of reasons) countEnd(services, 'stopped', reason);
  for (const id of followUpIds) {
    reportOutcome(services, id, { status: 'cancelled' });
    await announceChange(services, { followUpId: id });
  }
  for (const enrollmentId of enrollmentIds) await announceChange(services, { enrollmentId });
}
