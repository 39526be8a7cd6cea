import type { FlowJob } from 'bullmq';
import { z } from 'zod';
import type { Phase } from '../../contract/agents.ts';
import { jobOptionsOf, type QueueName } from './queue-policies.ts';

/**
 * The jobs of a follow-up, one after the other: `sales`, `copywriter`. Each phase adds the job of the next one before
 * its own ends, and the last one settles the follow-up. `settle` gets what its phases could not settle.
 *
 * Jobs carry ids alone, since the queue's pages show them. The rows carry the truth. The same generation has the same
 * job ids, so adding a job again changes nothing.
 */
export interface FollowUpFlow {
  followUpId: string;
  commandIds: { sales: string; copywriter: string | null };
  generation: number;
}

export const phaseJobSchema = z.object({
  followUpId: z.string(),
  commandId: z.string(),
  generation: z.number().int(),
});
export type PhaseJobData = z.infer<typeof phaseJobSchema>;

export const settleJobSchema = z.object({ followUpId: z.string(), generation: z.number().int() });
export type SettleJobData = z.infer<typeof settleJobSchema>;

/** Of a follow-up or a command, in one of the flows that were enqueued for it. */
export function jobIdOf(id: string, generation: number): string {
  return `${id}-${generation}`;
}

export function phaseJob(phase: Phase, data: PhaseJobData, prefix: string): FlowJob {
  return job(phase, data.commandId, data, prefix);
}

export function settleJob(data: SettleJobData, prefix: string): FlowJob {
  return job('settle', data.followUpId, data, prefix);
}

function job(queueName: QueueName, id: string, data: PhaseJobData | SettleJobData, prefix: string): FlowJob {
  const opts = { jobId: jobIdOf(id, data.generation), ...jobOptionsOf(queueName) };
  return { name: queueName, queueName, prefix, data, opts };
}
