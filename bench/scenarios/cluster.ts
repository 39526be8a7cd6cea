import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { startRedisCluster } from '../redis-cluster.ts';
import type { Scenario } from '../scenario.ts';
import { measureInTurn, startOurs } from './pipeline.ts';

/** The pipeline with its queue in a Redis Cluster, compared with a single Redis. */
export const cluster: Scenario = {
  name: 'cluster',
  async run(bench) {
    const { servers, hold } = bench;
    const redisUrl = await startRedisCluster(await mkdtemp(join(servers.folder, 'cluster-')), hold);
    const pipelines = await Promise.all([
      startOurs(bench, { name: 'Cluster', redisUrl }),
      startOurs(bench, { name: 'one Redis' }),
    ]);
    const [ours = [], one = []] = await measureInTurn(bench, pipelines);
    return [
      {
        measured: 'two-phase follow-ups, queue in a Redis Cluster of three masters',
        unit: 'follow-ups/s',
        ours,
        reference: { is: 'one Redis', values: one },
        goal: { of: 'ratio', atLeast: 0.8 },
      },
    ];
  },
};
