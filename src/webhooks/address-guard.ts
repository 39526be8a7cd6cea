import { lookup, Resolver } from 'node:dns/promises';
import { isIPv6 } from 'node:net';
import pTimeout, { TimeoutError } from 'p-timeout';
import { addressOf, isPublicAddress } from '../contract/public-address.ts';
import type { WebhookUrlPolicy } from '../contract/webhook-url.ts';

/** Finds the addresses of a host name. @throws an error with the code of the DNS */
export type Resolve = (hostname: string) => Promise<string[]>;

export interface CheckedAddress {
  address: string;
  family: 4 | 6;
}

/** A name leads to where webhooks must not go. */
export class AddressRefusedError extends Error {
  override name = 'AddressRefusedError';
}

/**
 * The addresses of a name, once all of them are allowed: a name that leads to a public address and to another is made
 * to slip through. Connect to one of these and to nothing that is asked for again.
 * @throws AddressRefusedError, or the error of the DNS
 */
export async function resolveAllowed(
  hostname: string,
  { allowPrivate }: WebhookUrlPolicy,
  resolve: Resolve = allowPrivate ? resolveAsSystem : resolvePublic,
): Promise<CheckedAddress[]> {
  const addresses = await resolve(hostname);
  if (!allowPrivate && !addresses.every(isPublicAddress)) throw new AddressRefusedError();
  return addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
}

/** How long a request waits for a name; what takes longer is looked at when it is connected to. */
const requestDeadlineMs = 2_000;

/**
 * Whether a URL's name leads to where webhooks must not go, as far as it can be told now. A name that does not resolve
 * leads nowhere, and DNS that is away must not refuse work: both are looked at again when they are connected to.
 */
export async function leadsAstray(
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
    if (error instanceof TimeoutError || isDnsError(error)) return false;
    throw error;
  }
}

export function isDnsError(error: unknown): boolean {
  const { syscall } = error as NodeJS.ErrnoException;
  return syscall === 'getaddrinfo' || /^query/.test(syscall ?? '');
}

/**
 * Asks the DNS itself. Not by the system's getaddrinfo, which has four threads for the whole process: a few names whose
 * servers never answer would hold up every other connection.
 */
async function resolvePublic(hostname: string): Promise<string[]> {
  const resolver = new Resolver({ timeout: 2_000, tries: 2 });
  const answers = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)]);
  const addresses = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
  const [ipv4] = answers;
  if (addresses.length === 0 && ipv4.status === 'rejected') throw ipv4.reason;
  return addresses;
}

/** Where private addresses are allowed, the names of /etc/hosts are meant too. */
async function resolveAsSystem(hostname: string): Promise<string[]> {
  return (await lookup(hostname, { all: true })).map(({ address }) => address);
}
