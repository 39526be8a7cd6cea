import { pageQuerySchema } from '../../src/contract/page.ts';
import { parseBody } from '../../src/contract/parse-body.ts';
import {
  newOrganisationSchema,
  organisationChangesSchema,
  suspensionSchema,
} from '../../src/contract/resources/organisation.ts';
import {
  changeOrganisation,
  createOrganisation,
  listOrganisations,
  readOrganisation,
  resumeOrganisation,
  startDeletingOrganisation,
  suspendOrganisation,
} from '../../src/directory/organisations.ts';
import type { OperatorHandler } from '../adapt-operator.ts';
import { parseQuery } from '../parse-request.ts';
import { list, success } from '../respond.ts';

export const postOrganisation: OperatorHandler = async ({ body, address }, { services }) => {
  const { value } = parseBody(newOrganisationSchema, body, { required: ['name'], unknown: 'refused' });
  return success(201, await createOrganisation(services, value, address));
};

export const getOrganisations: OperatorHandler = async (request, { services }) =>
  list(await listOrganisations(services.database, parseQuery(pageQuerySchema, request)));

export const getOrganisation: OperatorHandler = async ({ params }, { services }) =>
  success(200, await readOrganisation(services.database, params['id'] ?? ''));

export const patchOrganisation: OperatorHandler = async ({ params, body, address }, { services }) => {
  const { value } = parseBody(organisationChangesSchema, body, { unknown: 'refused' });
  return success(200, await changeOrganisation(services, params['id'] ?? '', value, address));
};

export const postSuspend: OperatorHandler = async ({ params, body, address }, { services }) => {
  const { value } = parseBody(suspensionSchema, body ?? {}, { unknown: 'refused' });
  return success(200, await suspendOrganisation(services, params['id'] ?? '', value, address));
};

export const postResume: OperatorHandler = async ({ params, address }, { services }) =>
  success(200, await resumeOrganisation(services, params['id'] ?? '', address));

export const deleteOrganisation: OperatorHandler = async ({ params, address }, { services }) =>
  success(202, await startDeletingOrganisation(services, params['id'] ?? '', address));
