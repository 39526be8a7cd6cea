interface Address {
  host: string;
  port: number;
}

interface Credentials {
  username?: string;
  password?: string;
}

/** What REDIS_URL names. */
export type RedisTarget =
  | { kind: 'node'; url: string }
  | { kind: 'cluster'; nodes: readonly Address[]; credentials: Credentials; tls: boolean }
  | {
      kind: 'sentinel';
      sentinels: readonly Address[];
      /** Of the master, as the Sentinels know it. */
      name: string;
      database: number;
      /** Of the master; the password is also the Sentinels'. */
      credentials: Credentials;
      tls: boolean;
    };

const sentinelUrl =
  /^(?<protocol>rediss?)\+sentinel:\/\/(?:(?<username>[^:@/]*)(?::(?<password>[^@/]*))?@)?(?<hosts>[^/?#]+)\/(?<name>[^/?#]+)(?:\/(?<database>\d{1,4}))?$/;
const sentinelPort = 26_379;
const redisPort = 6_379;

export function isSentinelUrl(value: string): boolean {
  const hosts = sentinelUrl.exec(value)?.groups?.['hosts'];
  return hosts?.split(',').every((host) => parseAddress(host, sentinelPort) !== null) ?? false;
}

/** @param urls one URL of a node or of Sentinels, or the nodes of a Cluster; all have passed the check of the settings */
export function parseRedisUrls(urls: readonly string[]): RedisTarget {
  const [first = ''] = urls;
  const sentinel = sentinelUrl.exec(first)?.groups;
  if (sentinel) {
    return {
      kind: 'sentinel',
      sentinels: (sentinel['hosts'] ?? '')
        .split(',')
        .flatMap((host) => parseAddress(host, sentinelPort) ?? []),
      name: decodeURIComponent(sentinel['name'] ?? ''),
      database: Number(sentinel['database'] ?? 0),
      credentials: credentialsOf(sentinel['username'], sentinel['password']),
      tls: sentinel['protocol'] === 'rediss',
    };
  }
  return urls.length === 1 ? { kind: 'node', url: first } : clusterOf(urls);
}

/** The nodes of a Cluster; one of them is enough to find the others. */
export function clusterOf(urls: readonly string[]): RedisTarget {
  const parsed = urls.map((url) => new URL(url));
  const [first] = parsed as [URL];
  return {
    kind: 'cluster',
    nodes: parsed.flatMap(({ host }) => parseAddress(host, redisPort) ?? []),
    credentials: credentialsOf(first.username, first.password),
    tls: first.protocol === 'rediss:',
  };
}

function credentialsOf(username: string | undefined, password: string | undefined): Credentials {
  return {
    ...(username ? { username: decodeURIComponent(username) } : {}),
    ...(password ? { password: decodeURIComponent(password) } : {}),
  };
}

/** `host`, `host:port` or `[::1]:port`. The brackets of an IPv6 address belong to the URL, not to the host. */
function parseAddress(text: string, defaultPort: number): Address | null {
  const found = /^(?:\[(?<v6>[\da-f:.]+)\]|(?<name>[^:[\]]+))(?::(?<port>\d{1,5}))?$/i.exec(text)?.groups;
  const host = found?.['v6'] ?? found?.['name'];
  return host ? { host, port: Number(found?.['port'] || defaultPort) } : null;
}

/** The hosts, without user and password. */
export function placeOf(target: RedisTarget): string {
  const listed = (addresses: readonly Address[]) =>
    addresses.map(({ host, port }) => `${host.includes(':') ? `[${host}]` : host}:${port}`).join(', ');
  switch (target.kind) {
    case 'node': {
      const { hostname, port } = new URL(target.url);
      return `${hostname}:${port || redisPort}`;
    }
    case 'cluster':
      return listed(target.nodes);
    case 'sentinel':
      return `${target.name} (Sentinels ${listed(target.sentinels)})`;
  }
}
