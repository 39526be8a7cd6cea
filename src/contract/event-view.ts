import { z } from 'zod';
import { channelSchema } from './channels.ts';
import { reviewEventTypes, statuses } from './status.ts';

/** `follow_up.` or `command.`, followed by the new status, and the events of a review. */
const eventTypeSchema = z.enum([
  ...statuses.map((status) => `follow_up.${status}` as const),
  ...reviewEventTypes,
  ...statuses.map((status) => `command.${status}` as const),
]);
export type EventType = z.infer<typeof eventTypeSchema>;

/** One change of a follow-up or of its commands, as the event stream sends it. */
export const eventViewSchema = z
  .object({
    id: z.string(),
    type: eventTypeSchema,
    follow_up_id: z.string(),
    /** Null if the follow-up itself changed. */
    command_id: z.string().nullable(),
    /** Null unless it failed. */
    error_code: z.string().nullable(),
    /** The message that was revised. Null unless the type is `follow_up.message_revised`. */
    channel: channelSchema.nullable(),
    revision: z.number().int().nullable(),
    created_at: z.string(),
  })
  .meta({ id: 'Event' });
export type EventView = z.infer<typeof eventViewSchema>;
