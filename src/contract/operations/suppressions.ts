import { pageQuerySchema } from '../page.ts';
import { suppressionBodySchema, suppressionViewSchema } from '../resources/suppression.ts';
import type { Operation } from './operation.ts';

const tag = 'Suppressions';

export const listSuppressions: Operation = {
  id: 'listSuppressions',
  tag,
  summary: 'Suppressions, newest first',
  query: pageQuerySchema,
  answers: { 200: { description: 'A page of suppressions', data: suppressionViewSchema, list: true } },
  errors: [],
};

export const suppressAddress: Operation = {
  id: 'suppressAddress',
  tag,
  summary: 'Suppress an address',
  description:
    'Nothing is written to this address any more, whichever lead of the organisation has it. Sequences of stored leads with this email address stop. Suppressing it again changes nothing.',
  body: suppressionBodySchema,
  example: { channel: 'email', address: 'jane@acme.com', reason: 'asked by phone' },
  answers: {
    200: { description: 'It was suppressed already', data: suppressionViewSchema },
    201: { description: 'Suppressed', data: suppressionViewSchema },
  },
  errors: ['INVALID_PHONE_NUMBER'],
};

export const removeSuppression: Operation = {
  id: 'removeSuppression',
  tag,
  summary: 'Remove a suppression',
  answers: { 204: { description: 'Removed', data: null } },
  errors: [],
};
