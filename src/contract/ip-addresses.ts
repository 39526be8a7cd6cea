import ipaddr from 'ipaddr.js';

/**
 * Parses a network in CIDR notation, or a single address as a network of one address.
 * @returns the canonical form, or null if it is neither
 */
export function parseNetwork(text: string): string | null {
  const [address = '', length, ...rest] = text.split('/');
  if (rest.length > 0 || !isAddress(address)) return null;
  const parsed = ipaddr.parse(address);
  const bits = parsed.kind() === 'ipv4' ? 32 : 128;
  if (length !== undefined && !(/^\d{1,3}$/.test(length) && Number(length) <= bits)) return null;
  // IPv4 clients are matched by their IPv4 address, so an IPv4-mapped network would never match.
  if (parsed instanceof ipaddr.IPv6 && parsed.isIPv4MappedAddress()) return null;
  const prefix = Number(length ?? bits);
  const network = firstAddressOf(parsed, prefix);
  // 10.1.2.3/8 is probably a mistake, not a way to write 10.0.0.0/8.
  return network === parsed.toString() ? `${network}/${prefix}` : null;
}

/** Whether an address is in one of the networks, which are canonical. False for a malformed address. */
export function isInNetworks(address: string, networks: readonly string[]): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  return networks.some((network) => {
    const [range, prefix] = ipaddr.parseCIDR(network);
    return range.kind() === parsed.kind() && parsed.match(range, prefix);
  });
}

/** Whether a network is contained in one of the others. All are canonical. */
export function isNetworkWithin(network: string, others: readonly string[]): boolean {
  const [range, prefix] = ipaddr.parseCIDR(network);
  return others.some((other) => {
    const [, otherPrefix] = ipaddr.parseCIDR(other);
    return otherPrefix <= prefix && isInNetworks(range.toString(), [other]);
  });
}

/** Four decimal parts, or IPv6 without a zone. The library also accepts octal and shortened IPv4, which are refused. */
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

/** The block that public IPv6 addresses are assigned from. */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/** Addresses in public ranges that are internal to a cloud. This one is Azure's platform address. */
const platformAddresses: ReadonlySet<string> = new Set(['168.63.129.16']);

/**
 * Whether an IP address is on the public Internet. Everything else is refused: private, loopback, link-local, shared
 * (CGNAT), metadata, multicast, reserved and documentation ranges, and every IPv6 form that embeds an IPv4 address
 * (mapped, compatible, NAT64, 6to4, Teredo).
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast' || platformAddresses.has(parsed.toString())) return false;
  // The library classifies ::7f00:1 as unicast, but some systems treat it as 127.0.0.1.
  return parsed.kind() === 'ipv4' || parsed.match(globalUnicast);
}

/** The IP address in the host of a URL, where IPv6 is in brackets. Null if the host is a name. */
export function addressOf(hostname: string): string | null {
  const bare = hostname.replace(/^\[(.*)\]$/, '$1');
  return ipaddr.isValid(bare) ? bare : null;
}
