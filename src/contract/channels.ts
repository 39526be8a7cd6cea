import { z } from 'zod';

/** Every channel a message can be written for, in the order in which answers list them. */
export const channels = ['email', 'whatsapp', 'notification', 'web'] as const;
export const channelSchema = z.enum(channels);
export type Channel = z.infer<typeof channelSchema>;

/** The channels that a site sets up; the others need no configuration. */
export const configurableChannels = ['email', 'whatsapp'] as const satisfies readonly Channel[];
export type ConfigurableChannel = (typeof configurableChannels)[number];

/** Notification and web are written beside a channel that reaches the lead, never instead of one. */
export function reachesLead(written: readonly Channel[]): boolean {
  return configurableChannels.some((channel) => written.includes(channel));
}
