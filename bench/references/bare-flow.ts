import { type FlowJob, FlowProducer } from 'bullmq';
import type { Phase } from './follow-up-table.ts';

const removal = { removeOnComplete: { age: 86_400, count: 1_000 } };

/** The three jobs of a follow-up as one flow: `settle` waits for `copywriter`, which waits for `sales`. */
export function bareFlow(id: string): FlowJob {
  const job = (queueName: Phase, children: FlowJob[]): FlowJob => ({
    name: queueName,
    queueName,
    prefix: '{bare}',
    data: { id },
    opts: { jobId: `${queueName}-${id}`, ...removal },
    ...(children.length > 0 ? { children } : {}),
  });
  return job('settle', [job('copywriter', [job('sales', [])])]);
}

export function openProducer(redisUrl: string): FlowProducer {
  // The producer creates the connection, so it also closes it.
  return new FlowProducer({ connection: { url: redisUrl, maxRetriesPerRequest: null }, prefix: '{bare}' });
}
