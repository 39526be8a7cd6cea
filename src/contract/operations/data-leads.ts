import { pageQuerySchema } from '../page.ts';
import { leadBodySchema, leadViewSchema } from '../resources/lead.ts';
import type { Operation } from './operation.ts';

const tag = 'Leads';

export const listLeads: Operation = {
  id: 'listLeads',
  tag,
  summary: 'The leads of a site, newest first',
  query: pageQuerySchema,
  answers: { 200: { description: 'A page of leads', data: leadViewSchema, list: true } },
  errors: ['INVALID_INPUT', 'SITE_NOT_FOUND'],
};

export const readLead: Operation = {
  id: 'readLead',
  tag,
  summary: 'A lead of a site',
  answers: { 200: { description: 'The lead', data: leadViewSchema } },
  errors: ['INVALID_INPUT', 'SITE_NOT_FOUND', 'LEAD_NOT_FOUND'],
};

export const storeLead: Operation = {
  id: 'storeLead',
  tag,
  summary: 'Create or replace a lead by your own id',
  description:
    'What is not given gets its default; opt-outs alone stay as they are, so that none is lost by leaving it out. A lead of another site is not moved: INVALID_REQUEST.',
  body: leadBodySchema,
  example: {
    name: 'Jane Smith',
    company: 'Acme Inc.',
    position: 'Marketing Director',
    email: 'jane@acme.com',
    phone: '+1234567890',
    pain_points: ['time-consuming content creation', 'measuring ROI'],
    budget_range: '$5000-$10000',
    lead_stage: 'qualified',
    opt_outs: [],
  },
  answers: {
    200: { description: 'Replaced', data: leadViewSchema },
    201: { description: 'Created', data: leadViewSchema },
  },
  errors: ['INVALID_INPUT', 'INVALID_PHONE_NUMBER', 'SITE_NOT_FOUND'],
};

export const removeLead: Operation = {
  id: 'removeLead',
  tag,
  summary: 'Delete a lead with its opt-outs, interactions and visitors',
  description: 'Follow-ups that were written for it stay.',
  answers: { 204: { description: 'Deleted', data: null } },
  errors: ['INVALID_INPUT', 'SITE_NOT_FOUND', 'LEAD_NOT_FOUND'],
};
