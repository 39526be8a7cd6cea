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
