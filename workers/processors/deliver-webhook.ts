import type { Services } from '../../src/platform/services.ts';
import { presentEvent } from '../../src/sequences/present-event.ts';
import { createDeliver } from '../../src/webhooks/deliver.ts';
import type { DeliveryJob } from '../process-job.ts';

/** Sends webhooks. Created once per worker process, because it tracks which receivers are busy. */
export function createDeliverWebhook(services: Services): DeliveryJob {
  const deliver = createDeliver(services, presentEvent);
  return (_services, { data, stopSignals }) => deliver(data, stopSignals);
}
