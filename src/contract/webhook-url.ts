import { addressOf, isPublicAddress } from './ip-addresses.ts';
import { limits } from './limits.ts';
import { parseUrl } from './parse-url.ts';

/** What the operator allows webhooks to reach. */
export interface WebhookUrlPolicy {
  /** Also http://, every port, and addresses that are not public. */
  allowPrivate: boolean;
}

/** Names that stand for something near: they are resolved here, by a search list or by a neighbour, never by the public DNS. */
const nearNames = /(^|\.)(localhost|local|internal|home\.arpa)$/;

/**
 * What is wrong with a URL as a place for webhooks, as far as it can be told without asking for its name. A URL parser
 * has brought every notation of an address (decimal, hexadecimal, octal) into one before it is looked at.
 * @returns what to mend, in words that go on from the parameter's name; null when nothing is wrong
 */
export function findWebhookUrlError(text: string, { allowPrivate }: WebhookUrlPolicy): string | null {
  if (text.length > limits.url) return `must have at most ${limits.url} characters`;
  const url = parseUrl(text);
  if (!url) return 'must be a URL';
  const { protocol, username, password, port, hostname } = url;
  if (protocol !== 'https:' && !(allowPrivate && protocol === 'http:')) {
    return allowPrivate ? 'must be an http(s) URL' : 'must be an https URL';
  }
  if (username !== '' || password !== '') return 'must not hold a user name or password';
  if (allowPrivate) return null;
  // 443 is left out by the parser.
  if (port !== '' && Number(port) < 1024) return 'must use port 443, or one from 1024 on';
  const address = addressOf(hostname);
  const isPublic = address ? isPublicAddress(address) : isPublicName(hostname);
  return isPublic ? null : 'must lead to a public address';
}

/** The one spelling of a URL in which it is stored, shown and called. @throws TypeError for what is no URL */
export function normalizeWebhookUrl(text: string): string {
  return new URL(text).href;
}

function isPublicName(hostname: string): boolean {
  const name = hostname.replace(/\.+$/, '');
  return name.includes('.') && !nearNames.test(name);
}
