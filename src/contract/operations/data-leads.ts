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
  summary: 'Erase all that is known of a lead',
  description:
    'The lead, its interactions and visitors, and every follow-up that was written for it, on all sites of the organisation (with a key that is bound to a site, on that one). Follow-ups that are being written are stopped. Also for a lead that was only sent along as leadData. Opt-outs stay, by the id alone, so that a lead that comes back is not written to; PUT it with `opt_outs: []` to lift them. LEAD_NOT_FOUND when nothing of it is on this site.',
  answers: { 204: { description: 'Erased', data: null } },
  errors: ['INVALID_INPUT', 'SITE_NOT_FOUND', 'LEAD_NOT_FOUND'],
};
