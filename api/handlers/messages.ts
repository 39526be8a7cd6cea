import { parseMessageCheck } from '../../src/contract/message-check.ts';
import { checkGivenMessage } from '../../src/quality/check-given-message.ts';
import type { Handler } from '../handler.ts';
import { success } from '../respond.ts';

export const postMessageCheck: Handler = async ({ body }) =>
  success(200, checkGivenMessage(parseMessageCheck(body).value, new Date()));
