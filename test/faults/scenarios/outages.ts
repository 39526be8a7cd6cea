import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { Cluster } from '../cluster.ts';
import type { RedisServer } from '../servers/redis.ts';
import { inMidRun } from './in-mid-run.ts';
import type { Scenario } from './scenario.ts';

const downMs = 20_000;

function redisOf({ redis }: Cluster): RedisServer {
  if (!redis) throw new Error('this cluster has no Redis');
  return redis;
}

export async function flushAll(cluster: Cluster): Promise<void> {
  const client = new Redis(redisOf(cluster).url);
  await client.flushall();
  client.disconnect();
}

export const outages: readonly Scenario[] = [
  {
    name: 'redis-restart',
    fault: 'Redis killed and started with its data',
    backends: ['redis'],
    run(trial, followUps) {
      const redis = redisOf(trial.cluster);
      return inMidRun(trial, followUps, async () => {
        await redis.kill();
        await redis.start();
      });
    },
  },
  {
    name: 'redis-loss',
    fault: 'Redis killed and started without its data',
    backends: ['redis'],
    run(trial, followUps) {
      const redis = redisOf(trial.cluster);
      return inMidRun(trial, followUps, async () => {
        await redis.kill();
        await redis.forget();
        await redis.start();
      });
    },
  },
  {
    name: 'flushall',
    fault: 'FLUSHALL',
    backends: ['redis'],
    run: (trial, followUps) => inMidRun(trial, followUps, () => flushAll(trial.cluster)),
  },
  {
    name: 'postgres-restart',
    fault: 'PostgreSQL killed and started',
    run(trial, followUps) {
      const { postgres } = trial.cluster;
      return inMidRun(trial, followUps, async () => {
        await postgres.kill();
        await postgres.start();
      });
    },
  },
  {
    name: 'both-down',
    fault: `all servers down for ${downMs / 1_000} s`,
    run(trial, followUps) {
      const { postgres, redis } = trial.cluster;
      return inMidRun(trial, followUps, async () => {
        await Promise.all([postgres.kill(), redis?.kill()]);
        await sleep(downMs);
        await Promise.all([postgres.start(), redis?.start()]);
      });
    },
  },
];
