import { z } from 'zod';
import { statuses } from './status.ts';

/** `follow_up.` or `command.`, followed by the new status. */
const eventTypeSchema = z.enum([
  ...statuses.map((status) => `follow_up.${status}` as const),
  ...statuses.map((status) => `command.${status}` as const),
]);
export type EventType = z.infer<typeof eventTypeSchema>;

/** One status change, as the event stream sends it. */
export const eventViewSchema = z
  .object({
    id: z.string(),
    type: eventTypeSchema,
    follow_up_id: z.string(),
    /** Null if the follow-up itself changed. */
    command_id: z.string().nullable(),
    /** Null unless it failed. */
    error_code: z.string().nullable(),
    created_at: z.string(),
  })
  .meta({ id: 'Event' });
export type EventView = z.infer<typeof eventViewSchema>;
