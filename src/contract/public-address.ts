import ipaddr from 'ipaddr.js';

/** The one block out of which addresses of the public IPv6 Internet are given. */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/** Public by their number, and yet the inside of a cloud: Azure answers its machines here. */
const platformAddresses: ReadonlySet<string> = new Set(['168.63.129.16']);

/**
 * Whether an IP address is one of the public Internet. What is not known to be public is not: private, loopback,
 * link-local, shared (CGNAT), metadata, multicast, reserved and documentation ranges, and every IPv6 form that carries
 * an IPv4 address in it (mapped, compatible, NAT64, 6to4, Teredo).
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast' || platformAddresses.has(parsed.toString())) return false;
  // The library calls ::7f00:1 unicast, which some systems take for 127.0.0.1.
  return parsed.kind() === 'ipv4' || parsed.match(globalUnicast);
}

/** Whether a host of a URL is an address and no name. IPv6 stands in brackets there. */
export function addressOf(hostname: string): string | null {
  const bare = hostname.replace(/^\[(.*)\]$/, '$1');
  return ipaddr.isValid(bare) ? bare : null;
}
