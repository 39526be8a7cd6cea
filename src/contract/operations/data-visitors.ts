import { pageQuerySchema } from '../page.ts';
import { visitorBodySchema, visitorViewSchema } from '../resources/visitor.ts';
import type { Operation } from './operation.ts';

const tag = 'Visitors';

export const listVisitors: Operation = {
  id: 'listVisitors',
  tag,
  summary: 'The visitors of all sites, newest first',
  query: pageQuerySchema,
  answers: { 200: { description: 'A page of visitors', data: visitorViewSchema, list: true } },
  errors: [],
};

export const readVisitor: Operation = {
  id: 'readVisitor',
  tag,
  summary: 'A visitor with its page views',
  answers: { 200: { description: 'The visitor', data: visitorViewSchema } },
  errors: ['INVALID_INPUT', 'NOT_FOUND'],
};

export const storeVisitor: Operation = {
  id: 'storeVisitor',
  tag,
  summary: 'Create or replace a visitor by your own id',
  description:
    'Missing fields get their defaults; page views replace the stored ones. INVALID_REQUEST for a visitor of another site, which is never moved.',
  body: visitorBodySchema,
  example: {
    site_id: 'a0000000-0000-4000-8000-000000000001',
    lead_id: 'b0000000-0000-4000-8000-000000000001',
    page_views: [
      { url: 'https://acme.example/pricing', title: 'Pricing', viewed_at: '2024-04-21T09:30:00Z' },
    ],
  },
  answers: {
    200: { description: 'Replaced', data: visitorViewSchema },
    201: { description: 'Created', data: visitorViewSchema },
  },
  errors: ['INVALID_INPUT', 'SITE_NOT_FOUND', 'LEAD_NOT_FOUND'],
};

export const removeVisitor: Operation = {
  id: 'removeVisitor',
  tag,
  summary: 'Delete a visitor with its page views',
  answers: { 204: { description: 'Deleted', data: null } },
  errors: ['INVALID_INPUT', 'NOT_FOUND'],
};
