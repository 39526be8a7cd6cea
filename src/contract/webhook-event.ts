import { z } from 'zod';
import { commandViewSchema } from './command-view.ts';
import { followUpViewSchema } from './follow-up-view.ts';
import { terminalEventTypes } from './status.ts';

/** What a callbackUrl is told. */
export const callbackEventTypes = terminalEventTypes;
const commandEventTypes = ['command.completed', 'command.failed'] as const;

/** What a registered endpoint may ask for. */
export const webhookEventTypes = [...callbackEventTypes, ...commandEventTypes] as const;
export type WebhookEventType = (typeof webhookEventTypes)[number];

export function isWebhookEventType(type: string): type is WebhookEventType {
  return (webhookEventTypes as readonly string[]).includes(type);
}

const timestamp = z.iso.datetime();

/** The body of a webhook: what happened, and what GET answers for it. */
export const webhookEventSchema = z
  .discriminatedUnion('type', [
    z.object({ type: z.enum(callbackEventTypes), timestamp, data: followUpViewSchema }),
    z.object({ type: z.enum(commandEventTypes), timestamp, data: commandViewSchema }),
    z
      .object({ type: z.literal('webhook.test'), timestamp, data: z.object({ endpoint_id: z.string() }) })
      .describe('Sent by the test of an endpoint alone'),
  ])
  .meta({ id: 'WebhookEvent' });
export type WebhookEvent = z.infer<typeof webhookEventSchema>;
