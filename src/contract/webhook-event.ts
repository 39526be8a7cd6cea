import { z } from 'zod';
import { commandViewSchema } from './command-view.ts';
import { followUpViewSchema } from './follow-up-view.ts';

const timestamp = z.iso.datetime();

/** The body of a webhook: what happened, and what GET answers for it. */
export const webhookEventSchema = z
  .discriminatedUnion('type', [
    z.object({
      type: z.enum(['follow_up.completed', 'follow_up.failed', 'follow_up.cancelled']),
      timestamp,
      data: followUpViewSchema,
    }),
    z.object({ type: z.enum(['command.completed', 'command.failed']), timestamp, data: commandViewSchema }),
  ])
  .meta({ id: 'WebhookEvent' });
