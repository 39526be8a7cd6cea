import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { Backend, Cluster } from '../cluster.ts';
import { enrollments } from '../examine-enrollments.ts';
import type { RedisServer } from '../servers/redis.ts';
import { inMidRun, inMidSequence } from './in-mid-run.ts';
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

interface Outage extends Pick<Scenario, 'name' | 'fault'> {
  backends?: readonly Backend[];
  strike(cluster: Cluster): Promise<unknown>;
}

const all: readonly Outage[] = [
  {
    name: 'redis-restart',
    fault: 'Redis killed and started with its data',
    backends: ['redis'],
    async strike(cluster) {
      const redis = redisOf(cluster);
      await redis.kill();
      await redis.start();
    },
  },
  {
    name: 'redis-loss',
    fault: 'Redis killed and started without its data',
    backends: ['redis'],
    async strike(cluster) {
      const redis = redisOf(cluster);
      await redis.kill();
      await redis.forget();
      await redis.start();
    },
  },
  { name: 'flushall', fault: 'FLUSHALL', backends: ['redis'], strike: flushAll },
  {
    name: 'postgres-restart',
    fault: 'PostgreSQL killed and started',
    async strike({ postgres }) {
      await postgres.kill();
      await postgres.start();
    },
  },
  {
    name: 'both-down',
    fault: `all servers down for ${downMs / 1_000} s`,
    async strike({ postgres, redis }) {
      await Promise.all([postgres.kill(), redis?.kill()]);
      await sleep(downMs);
      await Promise.all([postgres.start(), redis?.start()]);
    },
  },
];

export const outages: readonly Scenario[] = all.map(({ strike, ...scenario }) => ({
  ...scenario,
  run: (trial, count) => inMidRun(trial, count, () => strike(trial.cluster)),
}));

export const sequenceOutages: readonly Scenario[] = all.map(({ strike, ...scenario }) => ({
  ...scenario,
  name: `sequence-${scenario.name}`,
  subject: enrollments,
  run: (trial, count) => inMidSequence(trial, count, () => strike(trial.cluster)),
}));
