import { parseMessageCheck } from '../../src/contract/message-check.ts';
import { checkGiven } from '../../src/generation/check-given.ts';
import type { Handler } from '../handler.ts';
import { success } from '../respond.ts';

export const postMessageCheck: Handler = async ({ principal, body }) =>
  success(200, await checkGiven(principal.organisationId, parseMessageCheck(body).value, new Date()));
