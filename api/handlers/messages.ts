import { parseMessageCheck } from '../../src/contract/message-check.ts';
import { checkOffLoop } from '../../src/generation/check-off-loop.ts';
import type { Handler } from '../handler.ts';
import { success } from '../respond.ts';

export const postMessageCheck: Handler = async ({ body }) =>
  success(200, await checkOffLoop(parseMessageCheck(body).value, new Date()));
