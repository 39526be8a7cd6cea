import { pageQuerySchema } from '../../src/contract/page.ts';
import { parseVisitorBody } from '../../src/contract/resources/visitor.ts';
import { listVisitors, readVisitor, removeVisitor, storeVisitor } from '../../src/directory/visitors.ts';
import type { Handler } from '../handler.ts';
import { parseQuery, uuidParam } from '../parse-request.ts';
import { list, success } from '../respond.ts';

export const getVisitors: Handler = async (request, { services }) =>
  list(await listVisitors(services.database, request.principal, parseQuery(pageQuerySchema, request)));

export const getVisitor: Handler = async (request, { services }) =>
  success(200, await readVisitor(services.database, request.principal, uuidParam(request, 'id')));

export const putVisitor: Handler = async (request, { services }) => {
  const body = parseVisitorBody(request.body);
  const { database } = services;
  const { created, view } = await storeVisitor(database, request.principal, uuidParam(request, 'id'), body);
  return success(created ? 201 : 200, view);
};

export const deleteVisitor: Handler = async (request, { services }) => {
  await removeVisitor(services.database, request.principal, uuidParam(request, 'id'));
  return { status: 204 };
};
