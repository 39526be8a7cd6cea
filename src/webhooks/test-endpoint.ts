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
 * Sends one test event to an endpoint and says what came of it. It is nobody's follow-up: nothing is stored, and
 * nothing is sent again.
 * @throws AppError FORBIDDEN for a bound key, NOT_FOUND
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
  const result = await sendWebhook({ url, headers, body }, sendOptionsOf(services.config));
  return {
    event_id: id,
    delivered: result.error === null,
    status_code: result.statusCode,
    duration_ms: result.durationMs,
    error: result.error,
    response_excerpt: result.responseExcerpt,
  };
}
