import { presentWebhookEvent } from '../../src/follow-ups/present-webhook-event.ts';
import type { Services } from '../../src/platform/services.ts';
import { createDeliver } from '../../src/webhooks/deliver.ts';
import type { DeliveryJob } from '../process-job.ts';

/** Sends webhooks. Created once per worker process, because it tracks which receivers are busy. */
export function createDeliverWebhook(services: Services): DeliveryJob {
  const deliver = createDeliver(services, presentWebhookEvent);
  return (_services, { data, stopSignals }) => deliver(data, stopSignals);
}
