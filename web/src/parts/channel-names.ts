import type { Channel } from '../../../src/contract/channels.ts';

/** Every channel and what people call it, in the order in which answers list them. */
export const channelNames: Readonly<Record<Channel, string>> = {
  email: 'Email',
  whatsapp: 'WhatsApp',
  notification: 'Notification',
  web: 'Web banner',
};

export const channels = Object.keys(channelNames) as Channel[];
