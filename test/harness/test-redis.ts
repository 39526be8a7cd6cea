import { Redis } from 'ioredis';
import { freeDatabasesKey } from './redis-databases.ts';
import { stillOpen } from './still-open.ts';

export interface TestRedis {
  url: string;
  /** Empties the database. @throws when connections are still open, which are ended all the same */
  close(): Promise<void>;
}

/** Whether this run has a Redis. May be asked while tests are being defined. */
export function redisAvailable(): boolean {
  return serverUrl() !== undefined;
}

/** A logical database of its own: null when this run has no Redis. Publish and subscribe know no databases. */
export async function createTestRedis(): Promise<TestRedis | null> {
  const server = serverUrl();
  if (server === undefined) return null;
  const number = await onServer(server, (redis) => redis.spop(freeDatabasesKey));
  if (number === null)
    throw new Error('every logical database of the test Redis is in use: close what tests opened');
  let closed: Promise<void> | undefined;
  return {
    url: `${server}/${number}`,
    close() {
      closed ??= onServer(server, (redis) => release(redis, number));
      return closed;
    },
  };
}

async function release(redis: Redis, number: string): Promise<void> {
  const leaked = await stillOpen(() => connectionsTo(redis, number));
  for (const { id } of leaked) await redis.client('KILL', 'ID', id);
  await redis.select(Number(number));
  await redis.flushdb();
  if (leaked.length === 0) {
    await redis.select(0);
    await redis.sadd(freeDatabasesKey, number);
    return;
  }
  // What leaked may connect again: the number is not given to another test.
  throw new Error(
    `the test left ${leaked.length} Redis connection(s) open:\n${leaked.map(({ line }) => `  ${line}`).join('\n')}`,
  );
}

async function connectionsTo(redis: Redis, number: string): Promise<{ id: string; line: string }[]> {
  const list = String(await redis.client('LIST'));
  return list
    .split('\n')
    .filter((line) => line.includes(` db=${number} `))
    .map((line) => ({ id: /\bid=(\d+)/.exec(line)?.[1] ?? '', line }));
}

async function onServer<Result>(url: string, use: (redis: Redis) => Promise<Result>): Promise<Result> {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null });
  await redis.connect();
  try {
    return await use(redis);
  } finally {
    await redis.quit();
  }
}

function serverUrl(): string | undefined {
  return process.env['LEAD_FOLLOWUP_TEST_REDIS_URL'];
}
