import { Webhook } from 'standardwebhooks';

export interface UnsignedWebhook {
  /** Of the event: the same over all attempts and redeliveries, so that receivers know it again. */
  id: string;
  /** Of this attempt: receivers refuse what is old. */
  at: Date;
  body: string;
}

/**
 * The headers that Standard Webhooks ask for.
 * @param secrets `whsec_…`; each signs, so that a receiver may know either while one replaces the other
 */
export function signWebhook({ id, at, body }: UnsignedWebhook, secrets: readonly string[]) {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(' '),
  };
}
