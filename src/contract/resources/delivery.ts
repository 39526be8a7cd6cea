import { z } from 'zod';
import { pageQuerySchema } from '../page.ts';
import { webhookEventTypes } from '../webhook-event.ts';

const text = z.string().nullable();
const deliveryStatusSchema = z.enum(['pending', 'delivered', 'failed']);

export const deliveryQuerySchema = pageQuerySchema.extend({ status: deliveryStatusSchema.optional() });
export type DeliveryQuery = z.output<typeof deliveryQuerySchema>;

/** The delivery of one event to one URL. */
export const deliverySchema = z
  .object({
    id: z.string(),
    event: z.enum(webhookEventTypes),
    event_id: z.string().describe('The `webhook-id` of all its attempts'),
    follow_up_id: text.describe('Null for an event of an enrollment'),
    enrollment_id: text,
    endpoint_id: text.describe("Null for the follow-up's own callback"),
    url: z
      .string()
      .describe('Only scheme and host, unless the key is an admin key of the whole organisation'),
    status: deliveryStatusSchema,
    attempts: z
      .array(
        z.object({
          at: z.string(),
          status_code: z.number().int().nullable().describe('Null if there was no response'),
          duration_ms: z.number().int(),
          error: text.describe('Null if the webhook was received'),
          response_excerpt: text.describe(
            'The start of the response. Null for a key without `follow_ups:write` on the whole organisation',
          ),
        }),
      )
      .describe('Oldest first'),
    next_attempt_at: text,
    created_at: z.string(),
    finished_at: text,
  })
  .meta({ id: 'Delivery' });
export type DeliveryView = z.infer<typeof deliverySchema>;

export const replayedSchema = z.object({
  replayed: z.number().int().describe('The number of deliveries that were queued again'),
});
