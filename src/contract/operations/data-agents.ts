import { pageQuerySchema } from '../page.ts';
import { agentBodySchema, agentViewSchema } from '../resources/agent.ts';
import { mergePatchDescription, type Operation } from './operation.ts';

const tag = 'Agents';

export const listAgents: Operation = {
  id: 'listAgents',
  tag,
  summary: 'The agents of a site, newest first',
  query: pageQuerySchema,
  answers: { 200: { description: 'A page of agents', data: agentViewSchema, list: true } },
  errors: ['INVALID_INPUT', 'SITE_NOT_FOUND'],
};

export const readAgent: Operation = {
  id: 'readAgent',
  tag,
  summary: 'An agent of a site',
  answers: { 200: { description: 'The agent', data: agentViewSchema } },
  errors: ['INVALID_INPUT', 'SITE_NOT_FOUND', 'AGENT_NOT_FOUND'],
};

export const storeAgent: Operation = {
  id: 'storeAgent',
  tag,
  summary: 'Create or replace an agent by your own id',
  description:
    'Missing fields get their defaults. INVALID_REQUEST for an agent of another site, which is never moved, and for a model that the operator does not allow.',
  body: agentBodySchema,
  example: {
    name: 'Sam',
    role: 'Sales/CRM Specialist',
    title: 'Account Executive',
    email: 'sam@acme.example',
    phone: '+1 202 555 0143',
    signature: 'Sam Rivera\nAcme',
    instructions: 'Offer a short call in every first message.',
  },
  answers: {
    200: { description: 'Replaced', data: agentViewSchema },
    201: { description: 'Created', data: agentViewSchema },
  },
  errors: ['INVALID_INPUT', 'INVALID_PHONE_NUMBER', 'SITE_NOT_FOUND'],
};

export const patchAgent: Operation = {
  id: 'patchAgent',
  tag,
  summary: 'Change some fields of an agent',
  description: mergePatchDescription,
  body: agentBodySchema.partial(),
  isMergePatch: true,
  example: { title: 'Senior Account Executive', instructions: null },
  answers: { 200: { description: 'The agent as it is now', data: agentViewSchema } },
  errors: ['INVALID_INPUT', 'INVALID_PHONE_NUMBER', 'SITE_NOT_FOUND', 'AGENT_NOT_FOUND'],
};

export const removeAgent: Operation = {
  id: 'removeAgent',
  tag,
  summary: 'Delete an agent',
  description: 'Its commands keep its name.',
  answers: { 204: { description: 'Deleted', data: null } },
  errors: ['INVALID_INPUT', 'SITE_NOT_FOUND', 'AGENT_NOT_FOUND'],
};
