import { query } from '../../harness/query.ts';
import { until } from '../../harness/until.ts';
import type { Cluster } from '../cluster.ts';
import { sendFollowUps } from '../send-follow-ups.ts';
import { lockDatabase } from '../servers/database-lock.ts';
import type { Scenario } from './scenario.ts';

/** Lets nothing into the queue. */
async function holdQueue({ redis, postgres }: Cluster): Promise<() => Promise<void> | void> {
  if (!redis) return (await lockDatabase(postgres.url, 'LOCK TABLE bullmq.job IN SHARE MODE')).release;
  redis.freeze();
  return redis.thaw;
}

async function countNotEnqueued({ postgres }: Cluster): Promise<number> {
  const rows = await query<{ count: number }>(
    postgres.url,
    'SELECT count(*)::int FROM follow_up WHERE enqueued_at IS NULL',
  );
  return rows[0]?.count ?? 0;
}

export const killApi: Scenario = {
  name: 'kill-api',
  fault: 'kill -9 of both APIs between commit and enqueue',
  async run(trial, followUps) {
    const { cluster } = trial;
    const release = await holdQueue(cluster);
    const sending = sendFollowUps(trial, followUps);
    await until(async () => (await countNotEnqueued(cluster)) >= Math.min(followUps, 5));
    await trial.disturb(() => Promise.all(cluster.apis.map((api) => api.kill())), []);
    await release();
    if ((await countNotEnqueued(cluster)) === 0) throw new Error('the kill came too late');
    await Promise.all(cluster.apis.map((api) => api.start()));
    await sending;
  },
};
