import { z } from 'zod';

/** Every channel that a message can be written for, in the order of API responses. */
export const channels = ['email', 'whatsapp', 'notification', 'web'] as const;
export const channelSchema = z.enum(channels);
export type Channel = z.infer<typeof channelSchema>;

/** The schema of an object with a value for some channels. */
export const perChannel = <Value extends z.ZodType>(value: Value) =>
  z.object({
    email: value.optional(),
    whatsapp: value.optional(),
    notification: value.optional(),
    web: value.optional(),
  });

/** Restores the order of the channels, because jsonb does not keep the order of fields. */
export function inChannelOrder<T>(byChannel: Partial<Record<Channel, T>>): Partial<Record<Channel, T>> {
  return Object.fromEntries(
    channels.filter((channel) => byChannel[channel]).map((channel) => [channel, byChannel[channel]]),
  );
}

/** The channels that a site must configure. The others need no configuration. */
export const configurableChannels = ['email', 'whatsapp'] as const satisfies readonly Channel[];
export type ConfigurableChannel = (typeof configurableChannels)[number];

/** Email and WhatsApp reach the lead. Notification and web are only written in addition to one of them. */
export function reachesLead(written: readonly Channel[]): boolean {
  return configurableChannels.some((channel) => written.includes(channel));
}
