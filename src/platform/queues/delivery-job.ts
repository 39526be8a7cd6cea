import type { FlowJob } from 'bullmq';
import { z } from 'zod';
import { jobOptionsOf } from './queue-policies.ts';

/** The data of a job: one attempt of a delivery. */
export const deliveryJobSchema = z.object({ deliveryId: z.string(), attempt: z.number().int() });
export type DeliveryJobData = z.infer<typeof deliveryJobSchema>;

/** An attempt that is planned in the delivery's row. */
export interface PlannedAttempt extends DeliveryJobData {
  dueAt: Date;
  /** Counted from now, by the database's clock. */
  delayMs: number;
}

/**
 * The job of an attempt. The job id includes the planned time: if a delivery is requested again while its next attempt
 * waits, it gets a new job, and the waiting job finds nothing to do.
 */
export function deliveryJob(
  { deliveryId, attempt, dueAt, delayMs }: PlannedAttempt,
  prefix: string,
): FlowJob {
  return {
    name: 'deliver-webhook',
    queueName: 'deliver-webhook',
    prefix,
    data: { deliveryId, attempt } satisfies DeliveryJobData,
    opts: {
      jobId: `${deliveryId}-${attempt}-${dueAt.getTime()}`,
      delay: Math.max(0, Math.round(delayMs)),
      ...jobOptionsOf('deliver-webhook'),
    },
  };
}
