/** Display names of channels. */
export const channelNames = {
  email: 'Email',
  whatsapp: 'WhatsApp',
  notification: 'Notification',
  web: 'Web banner',
  all: 'All',
} as const;
