import { pageQuerySchema } from '../page.ts';
import { siteBodySchema, siteViewSchema } from '../resources/site.ts';
import { mergePatchDescription, type Operation } from './operation.ts';

const tag = 'Sites';

export const listSites: Operation = {
  id: 'listSites',
  tag,
  summary: 'The sites, newest first',
  query: pageQuerySchema,
  answers: { 200: { description: 'A page of sites', data: siteViewSchema, list: true } },
  errors: [],
};

export const readSite: Operation = {
  id: 'readSite',
  tag,
  summary: 'A site',
  answers: { 200: { description: 'The site', data: siteViewSchema } },
  errors: ['INVALID_INPUT', 'SITE_NOT_FOUND'],
};

export const storeSite: Operation = {
  id: 'storeSite',
  tag,
  summary: 'Create or replace a site by your own id',
  description: 'Missing fields get their defaults.',
  body: siteBodySchema,
  example: {
    name: 'Acme',
    url: 'https://acme.example',
    locale: 'en',
    timezone: 'America/New_York',
    voice: {
      tone: 'warm, direct',
      approved_claims: ['You can cancel at any time'],
      forbidden_words: ['best'],
    },
    offer: {
      booking_url: 'https://acme.example/meet',
      meeting_minutes: 20,
      availability: 'Tue-Thu 09:00-12:00',
      products: [{ name: 'Content automation', price: 49, currency: 'USD', per: 'seat per month' }],
      proof_points: [
        { text: 'Northwind publishes 3 times as often', source: 'https://acme.example/northwind' },
      ],
      call_to_action: 'Book a short call',
    },
  },
  answers: {
    200: { description: 'Replaced', data: siteViewSchema },
    201: { description: 'Created', data: siteViewSchema },
  },
  errors: ['INVALID_INPUT', 'SITE_NOT_FOUND'],
};

export const patchSite: Operation = {
  id: 'patchSite',
  tag,
  summary: 'Change some fields of a site',
  description: mergePatchDescription,
  body: siteBodySchema.partial(),
  isMergePatch: true,
  example: { timezone: 'Europe/Berlin', offer: { meeting_minutes: 30, availability: null } },
  answers: { 200: { description: 'The site as it is now', data: siteViewSchema } },
  errors: ['INVALID_INPUT', 'SITE_NOT_FOUND'],
};

export const removeSite: Operation = {
  id: 'removeSite',
  tag,
  summary: 'Delete a site with all its data',
  description:
    'Also deletes its channels, agents, leads, visitors and follow-ups, and the API keys that are bound to it. Not available to a key that is bound to the site.',
  answers: { 204: { description: 'Deleted', data: null } },
  errors: ['INVALID_INPUT', 'SITE_NOT_FOUND'],
};
