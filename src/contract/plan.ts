import { z } from 'zod';
import { agentSchema } from './agents.ts';
import { channelSchema } from './channels.ts';
import { factCheckSchema } from './claims.ts';

export const skippedChannelSchema = z.object({ channel: channelSchema, reason: z.string() });
export type SkippedChannel = z.infer<typeof skippedChannelSchema>;

/** The agents and channels of a follow-up. */
export const planSchema = z.object({
  channels: z.array(channelSchema).min(1),
  skipped_channels: z.array(skippedChannelSchema),
  agents: z.object({ sales: agentSchema, copywriter: agentSchema.nullable() }),
  /** From the setting and the site when the follow-up was accepted. Missing on older follow-ups. */
  fact_check: factCheckSchema.default('off'),
  /** Whether a person decides before the messages are published. */
  review: z.boolean().default(false),
});
export type Plan = z.infer<typeof planSchema>;
