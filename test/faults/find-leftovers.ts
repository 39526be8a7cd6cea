import type { Cluster } from './cluster.ts';
import { countConnections } from './connections.ts';
import { countMissingWebhooks } from './count-missing-webhooks.ts';
import { countUnfinishedJobs } from './job-counts.ts';
import type { Trial } from './trial.ts';
import { waitForZero } from './wait-for-zero.ts';

/** A worker that was killed keeps its claim on a delivery for a minute. */
const toldWithinMs = 120_000;
const quietWithinMs = 60_000;
/** A pool keeps a connection for 10 s that nobody uses. */
const shrinkWithinMs = 30_000;

/** What has not come to its end though every follow-up has, in words. */
export async function findLeftovers(trial: Trial, usualConnections: number): Promise<string[]> {
  const { cluster } = trial;
  const webhooks = await waitForZero(() => countMissingWebhooks(trial), toldWithinMs);
  const jobs = await waitForZero(() => countUnfinishedJobs(cluster), quietWithinMs);
  const connections = await waitForZero(
    async () => Math.max(0, (await countConnections(cluster)) - usualConnections),
    shrinkWithinMs,
  );
  return [
    ...(webhooks > 0 ? [`${webhooks} webhooks did not come`] : []),
    ...(jobs > 0 ? [`${jobs} jobs are left over`] : []),
    ...(connections > 0 ? [`${connections} more connections than before`] : []),
  ];
}

/** Ends the processes as an operator does. @returns what went wrong, in words */
export async function stopProcesses(cluster: Cluster): Promise<string[]> {
  const processes = [...cluster.apis, ...cluster.workers];
  const ends = await Promise.all(processes.map((each) => each.stop()));
  const problems = processes.flatMap(({ name }, index) => {
    const end = ends[index];
    return end?.code === 0 ? [] : [`${name} ended with ${end?.signal ?? end?.code}`];
  });
  const connections = await waitForZero(() => countConnections(cluster), shrinkWithinMs);
  return connections > 0 ? [...problems, `${connections} connections outlive their processes`] : problems;
}
