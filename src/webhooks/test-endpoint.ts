import { AppError, retryAfter } from '../contract/errors.ts';
import type { Principal } from '../contract/principal.ts';
import type { WebhookTest } from '../contract/resources/webhook-endpoint.ts';
import type { WebhookEvent } from '../contract/webhook-event.ts';
import { newId } from '../platform/ids.ts';
import type { Services } from '../platform/services.ts';
import { findWebhookEndpoint } from './endpoints.ts';
import { sendOptionsOf, sendWebhook } from './send.ts';
import { signWebhook } from './sign.ts';
import { readSigningSecrets } from './signing-secrets.ts';

/**
 * Sends one test event to an endpoint and returns the result. It belongs to no follow-up: nothing is stored, and
 * nothing is sent again.
 * @throws AppError FORBIDDEN for a bound key, NOT_FOUND, RATE_LIMITED
 */
export async function testWebhookEndpoint(
  services: Services,
  principal: Principal,
  endpointId: string,
): Promise<WebhookTest> {
  const { organisationId } = principal;
  const { url } = await findWebhookEndpoint(services.database.prisma, principal, endpointId);
  const id = newId('evt');
  const at = new Date();
  const event: WebhookEvent = {
    type: 'webhook.test',
    timestamp: at.toISOString(),
    data: { endpoint_id: endpointId },
  };
  const body = JSON.stringify(event);
  const secrets = await readSigningSecrets(services, { organisationId, endpointId });
  const headers = signWebhook({ id, at, body }, secrets);
  const admission = await services.webhookLimits.acquireTest({ organisationId, endpointId, url });
  if (admission.kind === 'full') throw tooManyTests(admission.afterMs);
  const options = sendOptionsOf(services.config);
  const result = await sendWebhook({ url, headers, body }, options).finally(admission.release);
  return {
    event_id: id,
    delivered: result.error === null,
    status_code: result.statusCode,
    duration_ms: result.durationMs,
    error: result.error,
    response_excerpt: result.responseExcerpt,
  };
}

function tooManyTests(afterMs: number): AppError {
  const seconds = Math.ceil(afterMs / 1_000);
  return new AppError(
    'RATE_LIMITED',
    `too many webhooks are being sent to this host, or too many endpoints are being tested: try again in ${seconds} s`,
    { headers: retryAfter(afterMs) },
  );
}
