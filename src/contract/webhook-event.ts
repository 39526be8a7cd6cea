import { z } from 'zod';
import { commandViewSchema } from './command-view.ts';
import { followUpViewSchema } from './follow-up-view.ts';
import { reviewEventTypes, terminalEventTypes } from './status.ts';

/** The events that are sent to a callbackUrl. */
export const callbackEventTypes = terminalEventTypes;
const commandEventTypes = ['command.completed', 'command.failed'] as const;

/** The events that a registered endpoint can subscribe to. */
export const webhookEventTypes = [...callbackEventTypes, ...reviewEventTypes, ...commandEventTypes] as const;
export type WebhookEventType = (typeof webhookEventTypes)[number];

export function isWebhookEventType(type: string): type is WebhookEventType {
  return (webhookEventTypes as readonly string[]).includes(type);
}

const timestamp = z.iso.datetime();

/** The body of a webhook: the event, and the resource as GET returns it. */
export const webhookEventSchema = z
  .discriminatedUnion('type', [
    z.object({
      type: z.enum([...callbackEventTypes, ...reviewEventTypes]),
      timestamp,
      data: followUpViewSchema,
    }),
    z.object({ type: z.enum(commandEventTypes), timestamp, data: commandViewSchema }),
    z
      .object({ type: z.literal('webhook.test'), timestamp, data: z.object({ endpoint_id: z.string() }) })
      .describe('Sent only by the test of an endpoint'),
  ])
  .meta({ id: 'WebhookEvent' });
export type WebhookEvent = z.infer<typeof webhookEventSchema>;
