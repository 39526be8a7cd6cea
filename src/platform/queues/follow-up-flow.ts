import type { FlowJob } from 'bullmq';
import { z } from 'zod';
import { jobOptionsOf, type QueueName } from './queue-policies.ts';

/** What the jobs of a follow-up carry: ids alone, since the queue's pages show them. The rows carry the truth. */
export interface FollowUpFlow {
  followUpId: string;
  commandIds: { sales: string; copywriter: string | null };
  generation: number;
}

export const phaseJobSchema = z.object({ commandId: z.string(), generation: z.number().int() });
export type PhaseJobData = z.infer<typeof phaseJobSchema>;

export const settleJobSchema = z.object({ followUpId: z.string(), generation: z.number().int() });
export type SettleJobData = z.infer<typeof settleJobSchema>;

/** Of a follow-up or a command, in one of the flows that were enqueued for it. */
export function jobIdOf(id: string, generation: number): string {
  return `${id}-${generation}`;
}

/**
 * The tree of a follow-up's jobs, added as one: `settle` ← `copywriter` ← `sales`. A phase that fails for good still
 * lets settle run, and a failed sales phase takes the copywriter with it. The same generation has the same job ids, so
 * adding it again changes nothing.
 */
export function followUpFlow({ followUpId, commandIds, generation }: FollowUpFlow, prefix: string): FlowJob {
  const job = (queueName: QueueName, id: string, data: PhaseJobData | SettleJobData, dependency = {}) => {
    const opts = { jobId: jobIdOf(id, generation), ...jobOptionsOf(queueName), ...dependency };
    return { name: queueName, queueName, prefix, data, opts };
  };
  const phase = (queueName: 'sales' | 'copywriter', commandId: string, dependency: object) =>
    job(queueName, commandId, { commandId, generation }, dependency);
  const settle = job('settle', followUpId, { followUpId, generation });

  if (!commandIds.copywriter) {
    return { ...settle, children: [phase('sales', commandIds.sales, { ignoreDependencyOnFailure: true })] };
  }
  const sales = phase('sales', commandIds.sales, { failParentOnFailure: true });
  const copywriter = phase('copywriter', commandIds.copywriter, { ignoreDependencyOnFailure: true });
  return { ...settle, children: [{ ...copywriter, children: [sales] }] };
}
