import { z } from 'zod';
import { agentSchema } from './agents.ts';
import { channelSchema } from './channels.ts';
import { factCheckSchema } from './claims.ts';

export const skippedChannelSchema = z.object({ channel: channelSchema, reason: z.string() });
export type SkippedChannel = z.infer<typeof skippedChannelSchema>;

/** Who writes a follow-up, and for which channels. */
export const planSchema = z.object({
  channels: z.array(channelSchema).min(1),
  skipped_channels: z.array(skippedChannelSchema),
  agents: z.object({ sales: agentSchema, copywriter: agentSchema.nullable() }),
  /** As the setting and the site said when it was accepted. Follow-ups from before there was a check have none. */
  fact_check: factCheckSchema.default('off'),
});
export type Plan = z.infer<typeof planSchema>;
