import { isEnrollmentEvent, type WebhookEvent } from '../contract/webhook-event.ts';
import { presentWebhookEvent } from '../follow-ups/present-webhook-event.ts';
import type { Services } from '../platform/services.ts';
import type { DeliveredEvent } from '../webhooks/delivery-rows.ts';
import { findEnrollment } from './enrollments.ts';

/**
 * Builds the body of any webhook from the current rows.
 * @returns null if what it is about has been deleted
 */
export async function presentEvent(services: Services, event: DeliveredEvent): Promise<WebhookEvent | null> {
  const { type, enrollmentId: id, createdAt } = event;
  if (!isEnrollmentEvent(type)) return presentWebhookEvent(services, event);
  const data = id === null ? null : await findEnrollment(services.database.prisma, { id });
  return data && { type, timestamp: createdAt.toISOString(), data };
}
