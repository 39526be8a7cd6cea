import type { Row, Scenario } from '../scenario.ts';
import { measureInTurn, startOurs, startReference } from './pipeline.ts';

const peerNames = ['pg-boss', 'graphile-worker'] as const;

/**
 * The pipeline with its queue in Redis and in PostgreSQL, compared with other queues in PostgreSQL that run the same
 * three jobs.
 */
export const peers: Scenario = {
  name: 'peers',
  async run(bench) {
    const pipelines = await Promise.all([
      startOurs(bench, { name: 'ours on Redis' }),
      startOurs(bench, { name: 'ours on PostgreSQL', redisUrl: 'none' }),
      ...peerNames.map((name) => startReference(bench, name)),
    ]);
    const [redis = [], postgres = [], ...others] = await measureInTurn(bench, pipelines);
    const row = (queue: string, ours: number[], peer: number, atLeast: number): Row => ({
      measured: `two-phase follow-ups, queue in ${queue}, beside ${peerNames[peer]}`,
      unit: 'follow-ups/s',
      ours,
      reference: {
        is: `${peerNames[peer]}, the same three jobs, one row update each`,
        values: others[peer] ?? [],
      },
      goal: { of: 'ratio', atLeast },
    });
    return peerNames.flatMap((_, peer) => [
      row('Redis', redis, peer, 1.5),
      row('PostgreSQL', postgres, peer, 1),
    ]);
  },
};
