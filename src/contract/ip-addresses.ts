import ipaddr from 'ipaddr.js';

/**
 * Reads a network in CIDR notation, or a single address as the network of it alone.
 * @returns it in its canonical form, or null when it is neither
 */
export function parseNetwork(text: string): string | null {
  const [address = '', length, ...rest] = text.split('/');
  if (rest.length > 0 || !isAddress(address)) return null;
  const parsed = ipaddr.parse(address);
  const bits = parsed.kind() === 'ipv4' ? 32 : 128;
  if (length !== undefined && !(/^\d{1,3}$/.test(length) && Number(length) <= bits)) return null;
  // Clients are known by their IPv4 address, so such a network would match none of them.
  if (parsed instanceof ipaddr.IPv6 && parsed.isIPv4MappedAddress()) return null;
  const prefix = Number(length ?? bits);
  const network = firstAddressOf(parsed, prefix);
  // 10.1.2.3/8 is more often a mistake than 10.0.0.0/8 spelled oddly.
  return network === parsed.toString() ? `${network}/${prefix}` : null;
}

/** Whether a client's address lies in one of the networks, which are canonical. An unreadable address lies in none. */
export function isInNetworks(address: string, networks: readonly string[]): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  return networks.some((network) => {
    const [range, prefix] = ipaddr.parseCIDR(network);
    return range.kind() === parsed.kind() && parsed.match(range, prefix);
  });
}

/** Whether each address of a network lies in one of the others; all of them are canonical. */
export function isNetworkWithin(network: string, others: readonly string[]): boolean {
  const [range, prefix] = ipaddr.parseCIDR(network);
  return others.some((other) => {
    const [, otherPrefix] = ipaddr.parseCIDR(other);
    return otherPrefix <= prefix && isInNetworks(range.toString(), [other]);
  });
}

/** Four decimal parts, or IPv6 without a zone: the library also reads octal and shortened forms of IPv4. */
function isAddress(text: string): boolean {
  return (
    ipaddr.IPv4.isValidFourPartDecimal(text) ||
    (text.includes(':') && !text.includes('%') && ipaddr.IPv6.isValid(text))
  );
}

function firstAddressOf(address: ipaddr.IPv4 | ipaddr.IPv6, prefix: number): string {
  const cidr = `${address.toString()}/${prefix}`;
  return address.kind() === 'ipv4'
    ? ipaddr.IPv4.networkAddressFromCIDR(cidr).toString()
    : ipaddr.IPv6.networkAddressFromCIDR(cidr).toString();
}

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
