import type { FlowJob } from 'bullmq';
import { z } from 'zod';
import type { Phase } from '../../contract/agents.ts';
import { jobOptionsOf, type QueueName } from './queue-policies.ts';

/**
 * The jobs of a follow-up, one after the other: `sales`, `copywriter`. Each phase adds the next job before its own job
 * ends, and the last phase settles the follow-up. A `settle` job is only added if the phases could not settle it.
 *
 * Jobs contain ids only, because the queue pages show them. The data is in the database. Jobs of the same generation
 * have the same ids, so adding a job twice changes nothing.
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

/** The job id of a follow-up or command in one generation of its flow. */
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
