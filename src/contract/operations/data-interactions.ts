import { pageQuerySchema } from '../page.ts';
import { interactionBodySchema, interactionViewSchema } from '../resources/interaction.ts';
import type { Operation } from './operation.ts';

const tag = 'Interactions';

export const listInteractions: Operation = {
  id: 'listInteractions',
  tag,
  summary: 'The interactions with a lead, newest date first',
  query: pageQuerySchema,
  answers: { 200: { description: 'A page of interactions', data: interactionViewSchema, list: true } },
  errors: ['INVALID_INPUT', 'LEAD_NOT_FOUND'],
};

export const addInteraction: Operation = {
  id: 'addInteraction',
  tag,
  summary: 'Add an interaction to the history of a lead',
  body: interactionBodySchema,
  example: { date: '2024-04-20', type: 'call', summary: 'Discussed specific product features and pricing' },
  answers: { 201: { description: 'Added. Its path is in the header Location', data: interactionViewSchema } },
  errors: ['INVALID_INPUT', 'LEAD_NOT_FOUND'],
};

export const readInteraction: Operation = {
  id: 'readInteraction',
  tag,
  summary: 'An interaction',
  answers: { 200: { description: 'The interaction', data: interactionViewSchema } },
  errors: ['INVALID_INPUT', 'LEAD_NOT_FOUND', 'NOT_FOUND'],
};

export const removeInteraction: Operation = {
  id: 'removeInteraction',
  tag,
  summary: 'Delete an interaction',
  answers: { 204: { description: 'Deleted', data: null } },
  errors: ['INVALID_INPUT', 'LEAD_NOT_FOUND', 'NOT_FOUND'],
};
