import { createPostgresBackend, createRedisBackend, withBackend } from 'bullmq';
import { Redis } from 'ioredis';
import { queuePolicies } from '../../src/platform/queues/queue-policies.ts';
import { queuePrefix } from '../../src/platform/queues/queues.ts';
import type { Cluster } from './cluster.ts';

const unfinished = ['waiting', 'active', 'delayed', 'prioritized', 'waiting-children'] as const;

/** How many jobs are in the queues that have not come to an end. */
export async function countUnfinishedJobs({ redis, postgres }: Cluster): Promise<number> {
  const client = redis ? new Redis(redis.url, { maxRetriesPerRequest: null }) : null;
  let count = 0;
  for (const name of Object.keys(queuePolicies)) {
    const queue = client
      ? new (withBackend(createRedisBackend).Queue)(name, { connection: client, prefix: queuePrefix })
      : new (withBackend(createPostgresBackend).Queue)(name, {
          connection: { connectionString: postgres.url },
          prefix: queuePrefix,
        });
    const counts = await queue.getJobCounts(...unfinished);
    count += Object.values(counts).reduce((sum, each) => sum + each, 0);
    await queue.close();
  }
  client?.disconnect();
  return count;
}
