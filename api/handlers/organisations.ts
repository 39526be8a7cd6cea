import { pageQuerySchema } from '../../src/contract/page.ts';
import { parseBody } from '../../src/contract/parse-body.ts';
import { newOrganisationSchema } from '../../src/contract/resources/organisation.ts';
import { createOrganisation, listOrganisations } from '../../src/directory/organisations.ts';
import type { OperatorHandler } from '../adapt-operator.ts';
import { parseQuery } from '../parse-request.ts';
import { list, success } from '../respond.ts';

export const postOrganisation: OperatorHandler = async ({ body, address }, { services }) => {
  const { value } = parseBody(newOrganisationSchema, body, { required: ['name'], unknown: 'refused' });
  return success(201, await createOrganisation(services, value, address));
};

export const getOrganisations: OperatorHandler = async (request, { services }) =>
  list(await listOrganisations(services.database, parseQuery(pageQuerySchema, request)));
