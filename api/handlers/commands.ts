import { listCommands } from '../../src/commands/list.ts';
import { listModelCalls } from '../../src/commands/list-model-calls.ts';
import { readCommand } from '../../src/commands/read.ts';
import { commandQuerySchema } from '../../src/contract/operations/follow-ups.ts';
import type { Handler } from '../handler.ts';
import { parseQuery } from '../parse-request.ts';
import { list, success } from '../respond.ts';

export const getCommand: Handler = async ({ principal, params }, { services }) =>
  success(200, await readCommand(services.database, principal, params['id'] ?? ''));

export const getCommands: Handler = async (request, { services }) => {
  const { limit, cursor, ...filters } = parseQuery(commandQuerySchema, request);
  return list(await listCommands(services.database, request.principal, filters, { limit, cursor }));
};

export const getModelCalls: Handler = async ({ principal, params }, { services }) =>
  list(await listModelCalls(services.database, principal, params['id'] ?? ''));
