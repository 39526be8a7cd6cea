import { z } from 'zod';

/** One status change, as the event stream sends it. */
export const eventViewSchema = z
  .object({
    id: z.string(),
    /** `follow_up.` or `command.` and the new status. */
    type: z.string(),
    follow_up_id: z.string(),
    /** Null when the follow-up itself changed. */
    command_id: z.string().nullable(),
    /** Why it failed; null otherwise. */
    error_code: z.string().nullable(),
    created_at: z.string(),
  })
  .meta({ id: 'Event' });
export type EventView = z.infer<typeof eventViewSchema>;
