import { lookup, NODATA, Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import pTimeout, { TimeoutError } from 'p-timeout';
import { addressOf, isPublicAddress } from '../contract/ip-addresses.ts';
import type { WebhookUrlPolicy } from '../contract/webhook-url.ts';

/**
 * Finds the addresses of a host name. The answer comes from outside, so nothing about its form is assumed.
 * @throws ResolutionError, or whatever the resolver throws
 */
export type Resolve = (hostname: string) => Promise<unknown>;

export interface CheckedAddress {
  address: string;
  family: 4 | 6;
}

/** A host name resolves to an address that webhooks must not reach. */
export class AddressRefusedError extends Error {
  override name = 'AddressRefusedError';
}

/** A host name has no usable address. `code` is one of c-ares, such as ENOTFOUND, ENODATA or EBADRESP. */
export class ResolutionError extends Error {
  override name = 'ResolutionError';
  readonly code: string;

  constructor(code: string, options?: ErrorOptions) {
    super(`the host name does not resolve: ${code}`, options);
    this.code = code;
  }
}

/** An attempt connects to one of the first addresses. An answer may list thousands. */
const maxAddresses = 8;

/**
 * The addresses of a name, at least one and at most eight. ALL addresses of the answer must be allowed: a name with one
 * public and one private address is refused. Connect to one of these addresses and never resolve the name again.
 * @throws AddressRefusedError; ResolutionError for every other answer and failure
 */
export async function resolveAllowed(
  hostname: string,
  { allowPrivate }: WebhookUrlPolicy,
  resolve: Resolve = allowPrivate ? resolveWithSystem : resolveWithDns,
): Promise<CheckedAddress[]> {
  const answer = await askResolver(hostname, resolve);
  if (!Array.isArray(answer)) throw new ResolutionError('EBADRESP');
  if (answer.length === 0) throw new ResolutionError(NODATA);
  const addresses = answer.map(toAddress);
  if (!allowPrivate && !addresses.every(({ address }) => isPublicAddress(address)))
    throw new AddressRefusedError();
  return addresses.slice(0, maxAddresses);
}

async function askResolver(hostname: string, resolve: Resolve): Promise<unknown> {
  try {
    return await resolve(hostname);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    throw new ResolutionError(typeof code === 'string' ? code : 'EBADRESP', { cause: error });
  }
}

function toAddress(value: unknown): CheckedAddress {
  const family = typeof value === 'string' ? isIP(value) : 0;
  if (family === 0) throw new ResolutionError('EBADRESP');
  return { address: value as string, family: family === 6 ? 6 : 4 };
}

/** A request waits this long for a name. A slower name is checked when the webhook is sent. */
const requestDeadlineMs = 2_000;

/**
 * Whether a URL's host name resolves to an address that webhooks must not reach. A name that does not resolve now, or
 * not in time, is not refused: it is checked again for each attempt.
 */
export async function resolvesToPrivateAddress(
  url: string,
  policy: WebhookUrlPolicy,
  resolve?: Resolve,
): Promise<boolean> {
  const { hostname } = new URL(url);
  if (policy.allowPrivate || addressOf(hostname)) return false;
  try {
    await pTimeout(resolveAllowed(hostname, policy, resolve), { milliseconds: requestDeadlineMs });
    return false;
  } catch (error) {
    if (error instanceof AddressRefusedError) return true;
    if (error instanceof TimeoutError || error instanceof ResolutionError) return false;
    throw error;
  }
}

/**
 * Asks the DNS itself. getaddrinfo has four threads for the whole process, so a few names whose servers never answer
 * would delay every other connection.
 */
async function resolveWithDns(hostname: string): Promise<string[]> {
  const resolver = new Resolver({ timeout: 2_000, tries: 2 });
  const answers = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)]);
  const addresses = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
  const [ipv4] = answers;
  if (addresses.length === 0 && ipv4.status === 'rejected') throw ipv4.reason;
  return addresses;
}

/** Where private addresses are allowed, names in /etc/hosts must work too. */
async function resolveWithSystem(hostname: string): Promise<string[]> {
  return (await lookup(hostname, { all: true })).map(({ address }) => address);
}
