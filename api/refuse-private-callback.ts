import { refusedCallback } from '../src/contract/lead-follow-up-request.ts';
import { mustBePublic, type WebhookUrlPolicy } from '../src/contract/webhook-url.ts';
import { resolvesToPrivateAddress } from '../src/webhooks/address-guard.ts';

/**
 * Refuses a callback whose host has a private address, before anything is stored.
 * @param parameter the name of the field in the request
 * @throws AppError INVALID_REQUEST
 */
export async function refusePrivateCallback(
  url: string | null | undefined,
  policy: WebhookUrlPolicy,
  parameter: 'callbackUrl' | 'callback_url',
): Promise<void> {
  if (url && (await resolvesToPrivateAddress(url, policy))) throw refusedCallback(mustBePublic, parameter);
}
