import { pageQuerySchema } from '../../src/contract/page.ts';
import { parseSuppressionBody } from '../../src/contract/resources/suppression.ts';
import { listSuppressions, removeSuppression } from '../../src/directory/suppressions.ts';
import { suppressAddress } from '../../src/sequences/suppress-address.ts';
import type { Handler } from '../handler.ts';
import { parseQuery } from '../parse-request.ts';
import { list, success } from '../respond.ts';

export const getSuppressions: Handler = async (request, { services }) =>
  list(await listSuppressions(services, request.principal, parseQuery(pageQuerySchema, request)));

export const postSuppression: Handler = async ({ principal, body }, { services }) => {
  const { view, created } = await suppressAddress(services, principal, parseSuppressionBody(body));
  return success(created ? 201 : 200, view);
};

export const deleteSuppression: Handler = async ({ principal, params }, { services }) => {
  await removeSuppression(services, principal, params['id'] ?? '');
  return { status: 204 };
};
