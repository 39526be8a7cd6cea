import { parseUrl } from '../../src/contract/parse-url.ts';
import { sendOptionsOf, sendWebhook } from '../../src/webhooks/send.ts';
import { type Check, failed, ok, warning } from './check.ts';

/** Reserved by IANA for examples, and public. */
const publicUrl = 'https://example.com/';
const publicMs = 5_000;

/** A proxy answers with these in place of a receiver that it does not allow or cannot reach. */
const refusalsOfProxies: ReadonlySet<number | null> = new Set([403, 407, 502, 503, 504]);

/** Sends a POST as a delivery is sent: through the same guard, resolver, proxy and TLS. */
export const checkWebhooks: Check = async ({ config, webhookUrl }) => {
  const url = webhookUrl ?? publicUrl;
  const options = sendOptionsOf(config);
  const timeoutMs = webhookUrl === null ? Math.min(options.timeoutMs, publicMs) : options.timeoutMs;
  const { statusCode, error } = await sendWebhook(
    {
      url,
      headers: { 'webhook-id': 'doctor' },
      body: JSON.stringify({ type: 'doctor.probe' }),
    },
    { ...options, timeoutMs },
  );
  const isRefusal = config.WEBHOOK_PROXY_URL !== undefined && refusalsOfProxies.has(statusCode);
  // Path and query may contain a secret.
  const host = parseUrl(url)?.host ?? 'the URL';
  const through = config.WEBHOOK_PROXY_URL === undefined ? '' : ' through WEBHOOK_PROXY_URL';
  if (statusCode === null || isRefusal) {
    const detail = `${host} cannot be reached${through}: ${error}`;
    if (webhookUrl !== null) return [failed(`${detail}. Allow the connection, or correct the URL`)];
    return [
      warning(
        `the public internet: ${detail}. Allow outgoing HTTPS, set WEBHOOK_PROXY_URL, or check your receiver with --webhook-url URL`,
      ),
    ];
  }
  if (webhookUrl !== null && error !== null) {
    return [
      warning(`${host} was reached${through}, but ${error} to an unsigned POST of the type doctor.probe`),
    ];
  }
  return [ok(`${host} was reached${through}`)];
};
