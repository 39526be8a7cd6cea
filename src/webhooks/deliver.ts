import { parseUrl } from '../contract/parse-url.ts';
import type { WebhookEvent } from '../contract/webhook-event.ts';
import { isDatabaseUnavailable } from '../platform/database-unavailable.ts';
import { endClaim } from '../platform/end-claim.ts';
import type { DeliveryJobData } from '../platform/queues/delivery-job.ts';
import { SecretUnreadableError } from '../platform/secrets.ts';
import type { Services } from '../platform/services.ts';
import { jobSpan } from '../platform/tracing/job-span.ts';
import type { SpanToStart } from '../platform/tracing/tracing.ts';
import { admitAfterDeaths, setAsideReason, turnRetryMs } from '../platform/work-in-hand.ts';
import {
  claimDelivery,
  type DeliveredEvent,
  type DueDelivery,
  giveUpDeliveriesTo,
  readDelivery,
  recordAttempt,
  recordHealth,
  releaseDelivery,
  setDeliveryAside,
} from './delivery-rows.ts';
import { enqueueDelivery } from './enqueue.ts';
import { maxTries } from './schedule.ts';
import { type SendResult, sendOptionsOf, sendWebhook } from './send.ts';
import { signWebhook } from './sign.ts';
import { readSigningSecrets } from './signing-secrets.ts';

/** Builds what GET returns for the subject of an event; null if it was deleted. */
export type PresentEvent = (services: Services, event: DeliveredEvent) => Promise<WebhookEvent | null>;

export type DeliveryOutcome = { kind: 'completed' } | { kind: 'postponed'; afterMs: number };

/** @param stopSignals if any of them is aborted, the attempt is released without a result */
export type Deliver = (job: DeliveryJobData, stopSignals: readonly AbortSignal[]) => Promise<DeliveryOutcome>;

/** A job that runs this much early, because clocks differ, is not postponed. */
const toleranceMs = 1_000;

/** Time that an attempt may take in addition to sending. */
const leaseMarginMs = 45_000;

const internalError = 'the service could not send the webhook: an internal error';
const unsigned =
  'not sent: the signing secret cannot be decrypted, rotate it or ask the operator to check SECRETS_KEY';
/** Errors of the service, which say nothing about the endpoint. */
const ownErrors: ReadonlySet<string | null> = new Set([internalError, unsigned]);

/** Recorded as an attempt like any other, so that the schedule of a delivery which cannot be sent ends too. */
const notSent = { statusCode: null, durationMs: 0, responseExcerpt: null, retryAfterMs: null };

const done: DeliveryOutcome = { kind: 'completed' };

/**
 * Makes the attempts of deliveries for one worker process: claim → build the body → sign → send → record the result →
 * plan the next attempt. A failed attempt is a result and does not fail the job.
 */
export function createDeliver(services: Services, present: PresentEvent): Deliver {
  const { database, logger, tracing, webhookLimits } = services;
  const options = sendOptionsOf(services.config);
  const leaseMs = options.timeoutMs + leaseMarginMs;

  /** @returns null if the subject of the event is gone */
  async function send(
    delivery: DueDelivery,
    stopSignals: readonly AbortSignal[],
  ): Promise<SendResult | null> {
    const at = new Date();
    try {
      return await buildAndSend(delivery, stopSignals);
    } catch (err) {
      if (stopSignals.some(({ aborted }) => aborted) || isDatabaseUnavailable(err)) throw err;
      if (err instanceof SecretUnreadableError) {
        const { id: deliveryId, endpointId, organisationId } = delivery;
        const ids = { deliveryId, endpointId, organisationId };
        logger.error({ err, ...ids }, 'a webhook was not sent: its signing secret cannot be decrypted');
        return { ...notSent, at, error: unsigned };
      }
      logger.error({ err, deliveryId: delivery.id }, 'an attempt of a delivery failed unexpectedly');
      return { ...notSent, at, error: internalError };
    }
  }

  async function buildAndSend(
    delivery: DueDelivery,
    stopSignals: readonly AbortSignal[],
  ): Promise<SendResult | null> {
    const { event, url } = delivery;
    const [content, secrets] = await Promise.all([
      present(services, event),
      readSigningSecrets(services, delivery),
    ]);
    if (!content) return null;
    const body = JSON.stringify(content);
    const headers = signWebhook({ id: event.id, at: new Date(), body }, secrets);
    return tracing.inSpan(postSpan(url), async (span) => {
      const traced = span.traceparent === null ? headers : { ...headers, traceparent: span.traceparent };
      const result = await sendWebhook({ url, headers: traced, body }, options, stopSignals);
      span.set({ 'http.response.status_code': result.statusCode ?? undefined });
      if (result.error !== null) span.fail(String(result.statusCode ?? 'no_answer'));
      return result;
    });
  }

  async function attempt(due: DueDelivery, stopSignals: readonly AbortSignal[]): Promise<void> {
    const delivery = await claimDelivery(database, due, leaseMs);
    if (!delivery) return;
    const release = (dueNow: boolean) =>
      endClaim(logger, () => releaseDelivery(database, delivery, { dueNow }));
    try {
      const result = await tracing.inSpan(deliverySpan(delivery), async () => {
        const result = await send(delivery, stopSignals);
        if (result) await recordResult(services, delivery, result);
        return result;
      });
      // The subject was deleted, and the delivery with it.
      if (!result) await release(false);
    } catch (error) {
      const isStopped = stopSignals.some(({ aborted }) => aborted);
      await release(isStopped);
      if (!isStopped) throw error;
    }
  }

  return async ({ deliveryId, attempt: number }, stopSignals) => {
    const delivery = await readDelivery(database, deliveryId);
    if (!delivery || delivery.dueInMs === null || delivery.attempt !== number - 1) return done;
    if (delivery.endpointId && !delivery.endpointEnabled) {
      // Created while the endpoint was disabled.
      await giveUpDeliveriesTo(database.prisma, delivery.endpointId);
      return done;
    }
    if (delivery.isSuspended) return { kind: 'postponed', afterMs: services.config.SWEEP_INTERVAL_MS };
    if (delivery.dueInMs > toleranceMs) return { kind: 'postponed', afterMs: delivery.dueInMs };
    const deaths = delivery.openClaims;
    const turn = deaths > 0 && delivery.tries + 1 >= maxTries ? 'set aside' : admitAfterDeaths(deaths);
    if (turn === 'wait') return { kind: 'postponed', afterMs: turnRetryMs };
    if (turn === 'set aside') {
      if (await setDeliveryAside(database, delivery, setAsideReason))
        logger.error({ deliveryId, deaths }, 'a webhook was set aside');
      return done;
    }
    const admission = await webhookLimits.acquire(delivery);
    if (admission.kind === 'full') return { kind: 'postponed', afterMs: admission.afterMs };
    try {
      await attempt(delivery, stopSignals);
    } finally {
      admission.release();
    }
    return done;
  };
}

function deliverySpan(delivery: DueDelivery): SpanToStart {
  const span = jobSpan('process', 'deliver-webhook', {
    'lead_followup.organisation_id': delivery.organisationId,
    'lead_followup.follow_up_id': delivery.event.followUpId ?? undefined,
    'lead_followup.enrollment_id': delivery.event.enrollmentId ?? undefined,
    'lead_followup.delivery_id': delivery.id,
    'lead_followup.endpoint_id': delivery.endpointId ?? undefined,
    'lead_followup.attempt': delivery.attempt + 1,
  });
  return { ...span, parent: delivery.traceparent };
}

/** Without path and query, which may contain secrets of the receiver. */
function postSpan(url: string): SpanToStart {
  const { hostname, port = '' } = parseUrl(url) ?? {};
  return {
    name: 'POST',
    kind: 'client',
    attributes: {
      'http.request.method': 'POST',
      'server.address': hostname,
      'server.port': port === '' ? undefined : Number(port),
    },
  };
}

async function recordResult(services: Services, delivery: DueDelivery, result: SendResult): Promise<void> {
  const { database, logger, metrics } = services;
  const { id: deliveryId, endpointId, organisationId } = delivery;
  const status = await recordAttempt(database, delivery, result);
  const { statusCode, error, durationMs } = result;
  const seen = { deliveryId, endpointId, attempt: delivery.attempt + 1, statusCode, durationMs };
  metrics.deliveries.observe({ outcome: status === 'pending' ? 'retried' : status }, durationMs / 1_000);
  if (status === 'delivered') logger.info(seen, 'a webhook was delivered');
  else logger.info({ ...seen, reason: error, final: status === 'failed' }, 'a webhook was not delivered');
  if (endpointId && !ownErrors.has(error)) {
    const disabled = await recordHealth(database, { ...delivery, endpointId }, result);
    if (disabled)
      logger.warn({ endpointId, organisationId, reason: disabled }, 'a webhook endpoint was disabled');
  }
  if (status === 'pending') await enqueueDelivery(services, deliveryId);
}
