import { callbackEventTypes, isWebhookEventType } from '../contract/webhook-event.ts';
import type { DatabaseClient } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';

export interface RecordedEvent {
  id: string;
  organisationId: string;
  followUpId: string;
  type: string;
}

interface Receiver {
  endpointId: string | null;
  url: string;
  enabled: boolean;
}

/**
 * Writes who is to be told of an event, in the transaction that writes the event: neither is without the other. An
 * endpoint that the service has disabled gets a delivery that has failed, so that a replay finds what it missed.
 */
export async function recordDeliveries(client: DatabaseClient, event: RecordedEvent): Promise<void> {
  if (!isWebhookEventType(event.type)) return;
  const toCallback = (callbackEventTypes as readonly string[]).includes(event.type);
  const receivers = await client.$queryRaw<Receiver[]>`
    SELECT id AS "endpointId", url, enabled FROM webhook_endpoint
    WHERE organisation_id = ${event.organisationId} AND ${event.type} = ANY (events)
      AND (enabled OR disabled_reason IS NOT NULL)
    UNION ALL
    SELECT NULL, callback_url, true FROM follow_up
    WHERE id = ${event.followUpId} AND callback_url IS NOT NULL AND ${toCallback}`;
  if (receivers.length === 0) return;
  const now = new Date();
  await client.delivery.createMany({
    data: receivers.map(({ endpointId, url, enabled }) => ({
      id: newId('whd'),
      organisationId: event.organisationId,
      eventId: event.id,
      endpointId,
      url,
      ...(enabled
        ? { status: 'pending', nextAttemptAt: now }
        : { status: 'failed', nextAttemptAt: null, finishedAt: now }),
    })),
  });
}
