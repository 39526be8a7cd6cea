import { pageQuerySchema } from '../page.ts';
import { leadBodySchema, leadViewSchema } from '../resources/lead.ts';
import { mergePatchDescription, type Operation } from './operation.ts';

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
    'Missing fields get their defaults, but opt-outs stay as they are, so that none is lost by accident. INVALID_REQUEST for a lead of another site, which is never moved.',
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

export const patchLead: Operation = {
  id: 'patchLead',
  tag,
  summary: 'Change some fields of a lead',
  description: mergePatchDescription,
  body: leadBodySchema,
  isMergePatch: true,
  example: { lead_stage: 'proposal', budget_range: null, preferences: { newsletter: true } },
  answers: { 200: { description: 'The lead as it is now', data: leadViewSchema } },
  errors: ['INVALID_INPUT', 'INVALID_PHONE_NUMBER', 'SITE_NOT_FOUND', 'LEAD_NOT_FOUND'],
};

export const removeLead: Operation = {
  id: 'removeLead',
  tag,
  summary: 'Erase all data of a lead',
  description:
    'Erases the lead, its interactions, visitors and follow-ups on all sites of the organisation (on one site with a key that is bound to it). Running follow-ups are stopped. Also works for a lead that was only sent as leadData. Opt-outs are kept by lead id, so that a lead that is stored again is not contacted; PUT it with `opt_outs: []` to remove them. LEAD_NOT_FOUND if this site has no data of the lead.',
  answers: { 204: { description: 'Erased', data: null } },
  errors: ['INVALID_INPUT', 'SITE_NOT_FOUND', 'LEAD_NOT_FOUND'],
};
