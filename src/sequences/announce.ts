import { reportOutcome } from '../follow-ups/report-outcome.ts';
import type { Services } from '../platform/services.ts';
import { announceChange } from '../webhooks/announce-change.ts';
import type { Stopped } from './stop-enrollments.ts';

/** Wakes everyone who waits for these enrollments and follow-ups, and sends their webhooks. Call it after the commit. */
export async function announce(services: Services, { enrollmentIds, followUpIds }: Stopped): Promise<void> {
  for (const id of followUpIds) {
    reportOutcome(services, id, { status: 'cancelled' });
    await announceChange(services, { followUpId: id });
  }
  for (const enrollmentId of enrollmentIds) await announceChange(services, { enrollmentId });
}
