import type { WebhookEvent } from '../contract/webhook-event.ts';
import type { DeliveryJobData } from '../platform/queues/delivery-job.ts';
import { SecretUnreadableError } from '../platform/secrets.ts';
import type { Services } from '../platform/services.ts';
import { enqueueDelivery } from './enqueue.ts';
import { createLanes, type Lane } from './lanes.ts';
import { type SendResult, sendOptionsOf, sendWebhook } from './send.ts';
import { signWebhook } from './sign.ts';
import { readSigningSecrets } from './signing-secrets.ts';
import {
  claimDelivery,
  type DeliveredEvent,
  type DueDelivery,
  giveUpDeliveriesTo,
  readDelivery,
  recordAttempt,
  recordHealth,
  releaseDelivery,
} from './store.ts';

/** Says what GET answers for the subject of an event; null when it is gone. */
export type PresentEvent = (services: Services, event: DeliveredEvent) => Promise<WebhookEvent | null>;

export type DeliveryOutcome = { kind: 'completed' } | { kind: 'postponed'; afterMs: number };

/** @param stopSignals any of them, aborted: the attempt is given back */
export type Deliver = (job: DeliveryJobData, stopSignals: readonly AbortSignal[]) => Promise<DeliveryOutcome>;

/** How many attempts a worker process makes at once: in all, of one organisation, to one receiver. */
export const deliveriesAtOnce = 100;
const ofOrganisation = 60;
const toReceiver = 20;

/** A job that comes a moment early, by a clock that runs ahead, is not worth putting back. */
const toleranceMs = 1_000;

/** What an attempt may take beside sending. */
const leaseMarginMs = 45_000;

const done: DeliveryOutcome = { kind: 'completed' };

/**
 * Makes the attempts of deliveries for one worker process: claim → build the body → sign → send → write down what came
 * of it → plan the next one. A failed attempt is a result and no failure of the job.
 */
export function createDeliver(services: Services, present: PresentEvent): Deliver {
  const { database } = services;
  const options = sendOptionsOf(services.config);
  const leaseMs = options.timeoutMs + leaseMarginMs;
  const lanes = createLanes();

  async function readSecrets(delivery: DueDelivery): Promise<string[] | SecretUnreadableError> {
    try {
      return await readSigningSecrets(services, delivery);
    } catch (error) {
      if (error instanceof SecretUnreadableError) return error;
      throw error;
    }
  }

  async function attempt(delivery: DueDelivery, stopSignals: readonly AbortSignal[]): Promise<void> {
    if (!(await claimDelivery(database, delivery, leaseMs))) return;
    const { event, url } = delivery;
    const [content, secrets] = await Promise.all([present(services, event), readSecrets(delivery)]);
    if (!content) return;
    if (secrets instanceof SecretUnreadableError) return recordUnsigned(services, delivery, secrets);
    const body = JSON.stringify(content);
    const headers = signWebhook({ id: event.id, at: new Date(), body }, secrets);
    let result: SendResult;
    try {
      result = await sendWebhook({ url, headers, body }, options, stopSignals);
    } catch (error) {
      if (!stopSignals.some(({ aborted }) => aborted)) throw error;
      await releaseDelivery(database, delivery);
      return;
    }
    await recordResult(services, delivery, result);
  }

  return async ({ deliveryId, attempt: number }, stopSignals) => {
    const delivery = await readDelivery(database, deliveryId);
    if (!delivery || delivery.dueInMs === null || delivery.attempt !== number - 1) return done;
    if (delivery.endpointId && !delivery.endpointEnabled) {
      // Written in the moment in which it was disabled.
      await giveUpDeliveriesTo(database.prisma, delivery.endpointId);
      return done;
    }
    if (delivery.dueInMs > toleranceMs) return { kind: 'postponed', afterMs: delivery.dueInMs };
    const admission = await lanes.enter(lanesOf(delivery));
    if (admission.kind === 'full') return { kind: 'postponed', afterMs: admission.afterMs };
    try {
      await attempt(delivery, stopSignals);
    } finally {
      admission.leave();
    }
    return done;
  };
}

/** An organisation's own slow receivers hold up each other at most, and a slow one of them none of the others. */
function lanesOf({ organisationId, endpointId, url }: DueDelivery): Lane[] {
  return [
    { key: endpointId ?? `${organisationId} ${new URL(url).host}`, width: toReceiver },
    { key: organisationId, width: ofOrganisation },
  ];
}

/** An attempt that cannot be signed. Nothing is sent, so it does not count against the health of the endpoint. */
async function recordUnsigned(
  services: Services,
  delivery: DueDelivery,
  err: SecretUnreadableError,
): Promise<void> {
  const { id: deliveryId, endpointId, organisationId } = delivery;
  services.logger.error(
    { err, deliveryId, endpointId, organisationId },
    'a webhook was not sent: its signing secret cannot be decrypted',
  );
  const status = await recordAttempt(services.database, delivery, {
    at: new Date(),
    statusCode: null,
    durationMs: 0,
    error:
      'not sent: the signing secret cannot be decrypted, rotate it or ask the operator to check SECRETS_KEY',
    responseExcerpt: null,
    retryAfterMs: null,
  });
  if (status === 'pending') await enqueueDelivery(services, deliveryId);
}

async function recordResult(services: Services, delivery: DueDelivery, result: SendResult): Promise<void> {
  const { database, logger } = services;
  const { id: deliveryId, endpointId, organisationId } = delivery;
  const status = await recordAttempt(database, delivery, result);
  const { statusCode, error, durationMs } = result;
  const seen = { deliveryId, endpointId, attempt: delivery.attempt + 1, statusCode, durationMs };
  if (status === 'delivered') logger.debug(seen, 'a webhook was delivered');
  else logger.info({ ...seen, reason: error, final: status === 'failed' }, 'a webhook was not delivered');
  if (endpointId) {
    const disabled = await recordHealth(database, { ...delivery, endpointId }, result);
    if (disabled)
      logger.warn({ endpointId, organisationId, reason: disabled }, 'a webhook endpoint was disabled');
  }
  if (status === 'pending') await enqueueDelivery(services, deliveryId);
}
