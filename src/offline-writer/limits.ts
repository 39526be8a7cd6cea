import type { Channel } from '../contract/channels.ts';

export interface Limits {
  /** In code points. */
  readonly title: number;
  readonly message: number;
  readonly unit: 'words' | 'code points';
}

export const limits: Readonly<Record<Channel, Limits>> = {
  email: { title: 50, message: 150, unit: 'words' },
  whatsapp: { title: 50, message: 600, unit: 'code points' },
  notification: { title: 50, message: 150, unit: 'code points' },
  web: { title: 66, message: 144, unit: 'code points' },
};

/** A shorter title or message says nothing. In code points. */
export const shortest = 10;
