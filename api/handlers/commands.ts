import { readCommand } from '../../src/commands/read.ts';
import type { Handler } from '../handler.ts';
import { success } from '../respond.ts';

export const getCommand: Handler = async ({ principal, params }, { services }) =>
  success(200, await readCommand(services.database, principal, params['id'] ?? ''));
