import { z } from 'zod';
import { commandViewSchema } from './command-view.ts';
import { enrollmentViewSchema } from './enrollment-view.ts';
import { followUpViewSchema } from './follow-up-view.ts';
import { enrollmentEventTypes, reviewEventTypes, terminalEventTypes } from './status.ts';

/** The events that are sent to a callbackUrl. */
export const callbackEventTypes = terminalEventTypes;
const commandEventTypes = ['command.completed', 'command.failed'] as const;

/** The events that a registered endpoint can subscribe to. */
export const webhookEventTypes = [
  ...callbackEventTypes,
  ...reviewEventTypes,
  ...commandEventTypes,
  ...enrollmentEventTypes,
] as const;
export type WebhookEventType = (typeof webhookEventTypes)[number];

const followUpEventTypes = [...callbackEventTypes, ...reviewEventTypes] as const;
export type EnrollmentEventType = (typeof enrollmentEventTypes)[number];

export function isFollowUpEvent(type: WebhookEventType): type is (typeof followUpEventTypes)[number] {
  return (followUpEventTypes as readonly string[]).includes(type);
}

export function isEnrollmentEvent(type: WebhookEventType): type is EnrollmentEventType {
  return (enrollmentEventTypes as readonly string[]).includes(type);
}

export function isWebhookEventType(type: string): type is WebhookEventType {
  return (webhookEventTypes as readonly string[]).includes(type);
}

const timestamp = z.iso.datetime();

/** The body of a webhook: the event, and the resource as GET returns it. */
export const webhookEventSchema = z
  .discriminatedUnion('type', [
    z.object({
      type: z.enum(followUpEventTypes),
      timestamp,
      data: followUpViewSchema,
    }),
    z.object({ type: z.enum(commandEventTypes), timestamp, data: commandViewSchema }),
    z.object({ type: z.enum(enrollmentEventTypes), timestamp, data: enrollmentViewSchema }),
    z
      .object({ type: z.literal('webhook.test'), timestamp, data: z.object({ endpoint_id: z.string() }) })
      .describe('Sent only by the test of an endpoint'),
  ])
  .meta({ id: 'WebhookEvent' });
export type WebhookEvent = z.infer<typeof webhookEventSchema>;
