import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { pino } from 'pino';
import { createRedisConnections, findRedisTarget } from '../../../src/platform/redis.ts';
import { type RedisServer, startRedisWith, startSentinel } from '../../harness/redis-server.ts';
import { startTcpGate } from '../../harness/tcp-gate.ts';
import { redisAvailable } from '../../harness/test-redis.ts';

const releasers: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const release of releasers.splice(0).reverse()) await release();
});

async function start(settings: Record<string, string> = {}): Promise<RedisServer> {
  const folder = await mkdtemp(join(tmpdir(), 'lead-followup-redis-'));
  releasers.push(() => rm(folder, { recursive: true, force: true }));
  const server = await startRedisWith(folder, settings);
  if (!server) throw new Error('there is no redis-server');
  releasers.push(() => server.stop());
  return server;
}

async function commandOn(url: string, name: string, ...args: string[]): Promise<unknown> {
  const client = new Redis(url, { lazyConnect: true });
  await client.connect();
  try {
    return await client.call(name, ...args);
  } finally {
    // A Sentinel knows no QUIT.
    client.disconnect();
  }
}

function connect(...args: Parameters<typeof createRedisConnections>) {
  const connections = createRedisConnections(...args);
  releasers.push(() => connections.close());
  return connections;
}

/** A logger whose warnings can be read. */
function recordingLogger() {
  const lines: string[] = [];
  const logger = pino({ level: 'info' }, { write: (line) => lines.push(JSON.parse(line).msg) });
  return { logger, lines };
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 50));
}

const describeWithRedis = redisAvailable() ? describe : describe.skip;

describeWithRedis('connections to Redis', () => {
  test('leave an old master that has become a replica, and lose no command on the way', async () => {
    const [old, next] = [await start(), await start()];
    const gate = await startTcpGate(old.url);
    releasers.push(() => gate.close());
    const { logger, lines } = recordingLogger();
    const { consumer } = connect([gate.url], logger);
    await consumer.set('key', 'before');

    const { hostname, port } = new URL(next.url);
    await commandOn(old.url, 'REPLICAOF', hostname, port);
    gate.leadTo(next.url);

    expect(await consumer.set('key', 'after')).toBe('OK');
    expect(await commandOn(next.url, 'GET', 'key')).toBe('after');
    expect(lines.filter((line) => line.includes('READONLY'))).toHaveLength(1);
    expect(lines.filter((line) => line.includes('cannot be reached'))).toEqual([]);
  });

  test('find out that a single URL names a node of a Cluster', async () => {
    const node = await start({
      'cluster-enabled': 'yes',
      'cluster-announce-ip': '127.0.0.1',
      databases: '1',
    });
    await commandOn(node.url, 'CLUSTER', 'ADDSLOTSRANGE', '0', '16383');
    const target = await findRedisTarget([node.url]);
    expect(target).toMatchObject({ kind: 'cluster', nodes: [{ host: '127.0.0.1' }] });

    const { consumer } = connect([node.url], pino({ level: 'silent' }), target);
    expect(await consumer.set('{lead-followup}:key', 'value')).toBe('OK');
  });

  test('follow the Sentinels to the new master when the old one is gone', async () => {
    const master = await start();
    const { hostname, port } = new URL(master.url);
    const replica = await start({ replicaof: `${hostname} ${port}` });
    const folder = await mkdtemp(join(tmpdir(), 'lead-followup-sentinel-'));
    releasers.push(() => rm(folder, { recursive: true, force: true }));
    const file = join(folder, 'sentinel.conf');
    await writeFile(
      file,
      [
        `sentinel monitor primary ${hostname} ${port} 1`,
        'sentinel down-after-milliseconds primary 500',
        'sentinel failover-timeout primary 2000',
      ].join('\n'),
    );
    const sentinel = await startSentinel(file);
    releasers.push(() => sentinel.stop());
    // A Sentinel learns of the replica from the master; before that it has nobody to promote.
    await until(
      async () => ((await commandOn(sentinel.url, 'SENTINEL', 'REPLICAS', 'primary')) as []).length > 0,
    );

    const { consumer } = connect(
      [`redis+sentinel://127.0.0.1:${new URL(sentinel.url).port}/primary`],
      pino({ level: 'silent' }),
    );
    expect(await consumer.set('key', 'before')).toBe('OK');
    await master.stop();
    expect(await consumer.set('key', 'after')).toBe('OK');
    expect(await commandOn(replica.url, 'GET', 'key')).toBe('after');
  });

  test('take a server that is no Cluster, or is away, for a single node', async () => {
    const server = await start();
    expect(await findRedisTarget([server.url])).toEqual({ kind: 'node', url: server.url });
    const away = 'redis://127.0.0.1:1';
    expect(await findRedisTarget([away])).toEqual({ kind: 'node', url: away });
  });
});
