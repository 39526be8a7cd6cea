import { parseRotation } from '../../src/contract/resources/webhook-endpoint.ts';
import { readCallbackSecret, rotateCallbackSecret } from '../../src/webhooks/callback-secret.ts';
import type { Handler } from '../handler.ts';
import { success } from '../respond.ts';

export const getCallbackSecret: Handler = async ({ principal }, { services }) =>
  success(200, await readCallbackSecret(services, principal));

export const postRotateCallbackSecret: Handler = async ({ principal, body }, { services }) => {
  const { overlapMs } = parseRotation(body);
  return success(200, await rotateCallbackSecret(services, principal, overlapMs));
};
