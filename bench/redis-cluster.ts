import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from '../scripts/embedded/free-port.ts';
import { startRedisWith } from '../test/harness/redis-server.ts';
import { until } from '../test/harness/until.ts';
import type { Hold } from './holder.ts';

const masters = 3;
const slots = 16_384;

interface Node {
  url: string;
  /** The port on which the nodes talk to each other. */
  busPort: number;
  client: Redis;
}

/** Starts a Redis Cluster of three masters without replicas. @returns its nodes, in the format of REDIS_URL */
export async function startRedisCluster(folder: string, hold: Hold): Promise<string> {
  const nodes: Node[] = [];
  try {
    for (let index = 0; index < masters; index += 1)
      nodes.push(await startNode(join(folder, `node-${index}`), hold));
    const share = Math.ceil(slots / masters);
    for (const [index, { client }] of nodes.entries()) {
      const last = Math.min(slots, (index + 1) * share) - 1;
      await client.call('CLUSTER', 'ADDSLOTSRANGE', index * share, last);
    }
    const [first, ...others] = nodes;
    for (const { url, busPort } of others) {
      await first?.client.call('CLUSTER', 'MEET', '127.0.0.1', new URL(url).port, busPort);
    }
    await until(async () => {
      const states = await Promise.all(nodes.map(({ client }) => client.call('CLUSTER', 'INFO')));
      return states.every(
        (state) => /cluster_state:ok/.test(String(state)) && /known_nodes:3/.test(String(state)),
      );
    });
    return nodes.map(({ url }) => url).join(',');
  } finally {
    for (const { client } of nodes) client.disconnect();
  }
}

async function startNode(home: string, hold: Hold): Promise<Node> {
  await mkdir(home, { recursive: true });
  const busPort = await freePort();
  const server = await startRedisWith(home, {
    'cluster-enabled': 'yes',
    'cluster-announce-ip': '127.0.0.1',
    'cluster-port': String(busPort),
    databases: '1',
  });
  if (!server) throw new Error('no redis-server or valkey-server was found on PATH');
  hold({ close: () => server.stop() });
  return { url: server.url, busPort, client: new Redis(server.url) };
}
