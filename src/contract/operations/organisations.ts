import { pageQuerySchema } from '../page.ts';
import {
  createdOrganisationSchema,
  newOrganisationSchema,
  organisationChangesSchema,
  organisationSchema,
  suspensionSchema,
} from '../resources/organisation.ts';
import type { Operation } from './operation.ts';

const organisations = 'Organisations';

export const createOrganisation: Operation = {
  id: 'createOrganisation',
  tag: organisations,
  summary: 'Create an organisation and its first admin key',
  description: 'Requires ADMIN_KEY. The returned key is shown only once.',
  body: newOrganisationSchema,
  example: { name: 'Acme' },
  answers: { 201: { description: 'Created', data: createdOrganisationSchema } },
  errors: [],
};

export const listOrganisations: Operation = {
  id: 'listOrganisations',
  tag: organisations,
  summary: 'All organisations, newest first',
  description: 'Requires ADMIN_KEY.',
  query: pageQuerySchema,
  answers: { 200: { description: 'A page of organisations', data: organisationSchema, list: true } },
  errors: [],
};

export const readOrganisation: Operation = {
  id: 'readOrganisation',
  tag: organisations,
  summary: 'One organisation, with its own limits',
  description: 'Requires ADMIN_KEY.',
  answers: { 200: { description: 'The organisation', data: organisationSchema } },
  errors: ['NOT_FOUND'],
};

export const changeOrganisation: Operation = {
  id: 'changeOrganisation',
  tag: organisations,
  summary: "Change an organisation's name or its own limits",
  description:
    "Requires ADMIN_KEY. For a limit of null, the operator's setting for all organisations applies. Missing fields do not change. Unknown fields are refused.",
  body: organisationChangesSchema,
  example: { limits: { requests_per_minute: 6000, daily_usd: 20 } },
  answers: { 200: { description: 'The organisation as it is now', data: organisationSchema } },
  errors: ['NOT_FOUND'],
};

export const suspendOrganisation: Operation = {
  id: 'suspendOrganisation',
  tag: organisations,
  summary: 'Suspend an organisation',
  description:
    'Requires ADMIN_KEY. Its keys are refused with FORBIDDEN, its open waits and streams end within a second, and its phases and webhooks wait. A model call that is in progress is finished. Suspending again does not change the time of the first suspension.',
  optionalBody: suspensionSchema,
  example: { reason: 'unpaid invoices' },
  answers: { 200: { description: 'The organisation as it is now', data: organisationSchema } },
  errors: ['NOT_FOUND'],
};

export const resumeOrganisation: Operation = {
  id: 'resumeOrganisation',
  tag: organisations,
  summary: 'Resume an organisation',
  description:
    'Requires ADMIN_KEY. Waiting work continues within half a minute. An organisation that is being deleted cannot be resumed.',
  answers: { 200: { description: 'The organisation as it is now', data: organisationSchema } },
  errors: ['NOT_FOUND'],
};

export const deleteOrganisation: Operation = {
  id: 'deleteOrganisation',
  tag: organisations,
  summary: 'Delete an organisation with all its data',
  description:
    'Requires ADMIN_KEY. Its keys are refused at once; workers delete its rows in batches. The deletion is complete when GET returns 404. The audit is kept for AUDIT_RETENTION_DAYS.',
  answers: { 202: { description: 'It is being deleted', data: organisationSchema } },
  errors: ['NOT_FOUND'],
};
