import type { Services } from '../platform/services.ts';
import { type EventSubject, enqueueDeliveriesOf } from './enqueue.ts';

/**
 * Wakes everyone who waits for a follow-up or an enrollment, and sends the webhooks of its new events. Call it after the
 * commit.
 */
export async function announceChange(services: Services, subject: EventSubject): Promise<void> {
  await services.signals.publish('followUpId' in subject ? subject.followUpId : subject.enrollmentId);
  await enqueueDeliveriesOf(services, subject);
}
