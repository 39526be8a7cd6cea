import { addressOf, isPublicAddress } from './ip-addresses.ts';
import { limits } from './limits.ts';
import { parseUrl } from './parse-url.ts';

/** What webhooks may reach. Set by the operator. */
export interface WebhookUrlPolicy {
  /** Also allow http://, every port, and private addresses. */
  allowPrivate: boolean;
}

export const mustBePublic = 'must resolve to a public IP address';

/** Local names, which a search list, mDNS or the machine itself resolves, never the public DNS. */
const nearNames = /(^|\.)(localhost|local|internal|home\.arpa)$/;

/**
 * Checks a URL for webhooks, without resolving its host name. The URL parser normalizes every notation of an address
 * (decimal, hexadecimal, octal) before the check.
 * @returns an error that completes a sentence after the parameter's name; null if the URL is accepted
 */
export function findWebhookUrlError(text: string, { allowPrivate }: WebhookUrlPolicy): string | null {
  if (text.length > limits.url) return `must have at most ${limits.url} characters`;
  const url = parseUrl(text);
  if (!url) return 'must be a URL';
  const { protocol, username, password, port, hostname } = url;
  if (protocol !== 'https:' && !(allowPrivate && protocol === 'http:')) {
    return allowPrivate ? 'must be an http(s) URL' : 'must be an https URL';
  }
  if (username !== '' || password !== '') return 'must not contain a user name or password';
  if (allowPrivate) return null;
  // The parser removes port 443.
  if (port !== '' && Number(port) < 1024) return 'must use port 443, or a port from 1024 up';
  const address = addressOf(hostname);
  const isPublic = address ? isPublicAddress(address) : isPublicName(hostname);
  return isPublic ? null : mustBePublic;
}

/** The form of a URL that is stored, shown and called. @throws TypeError if it is not a URL */
export function normalizeWebhookUrl(text: string): string {
  return new URL(text).href;
}

function isPublicName(hostname: string): boolean {
  const name = hostname.replace(/\.+$/, '');
  return name.includes('.') && !nearNames.test(name);
}
