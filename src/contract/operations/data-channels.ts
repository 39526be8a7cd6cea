import { channelBodySchema, channelViewSchema } from '../resources/channel.ts';
import type { Operation } from './operation.ts';

const tag = 'Channels';

export const listChannels: Operation = {
  id: 'listChannels',
  tag,
  summary: 'The configured channels of a site',
  answers: {
    200: { description: 'All of them on one page', data: channelViewSchema, list: true },
  },
  errors: ['INVALID_INPUT', 'SITE_NOT_FOUND'],
};

export const readChannel: Operation = {
  id: 'readChannel',
  tag,
  summary: 'A channel of a site: email or whatsapp',
  answers: { 200: { description: 'The channel', data: channelViewSchema } },
  errors: ['INVALID_INPUT', 'SITE_NOT_FOUND', 'NOT_FOUND'],
};

export const storeChannel: Operation = {
  id: 'storeChannel',
  tag,
  summary: 'Configure a channel of a site',
  description: 'Missing fields get their defaults.',
  body: channelBodySchema,
  example: { enabled: true, config: { from: 'hello@acme.example' } },
  answers: {
    200: { description: 'Replaced', data: channelViewSchema },
    201: { description: 'Created', data: channelViewSchema },
  },
  errors: ['INVALID_INPUT', 'SITE_NOT_FOUND'],
};

export const removeChannel: Operation = {
  id: 'removeChannel',
  tag,
  summary: 'Remove a channel from a site',
  answers: { 204: { description: 'Deleted', data: null } },
  errors: ['INVALID_INPUT', 'SITE_NOT_FOUND', 'NOT_FOUND'],
};
