import { z } from 'zod';

/** Every channel that a message can be written for, in the order of API responses. */
export const channels = ['email', 'whatsapp', 'notification', 'web'] as const;
export const channelSchema = z.enum(channels);
export type Channel = z.infer<typeof channelSchema>;

/** The channels that a site must configure. The others need no configuration. */
export const configurableChannels = ['email', 'whatsapp'] as const satisfies readonly Channel[];
export type ConfigurableChannel = (typeof configurableChannels)[number];

/** Email and WhatsApp reach the lead. Notification and web are only written in addition to one of them. */
export function reachesLead(written: readonly Channel[]): boolean {
  return configurableChannels.some((channel) => written.includes(channel));
}
