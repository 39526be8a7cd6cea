/** Channels as people call them. */
export const channelNames = {
  email: 'Email',
  whatsapp: 'WhatsApp',
  notification: 'Notification',
  web: 'Web banner',
  all: 'All',
} as const;
