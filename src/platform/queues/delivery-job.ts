import type { FlowJob } from 'bullmq';
import { z } from 'zod';
import { jobOptionsOf } from './queue-policies.ts';

/** One attempt of a delivery, as the queue carries it. */
export const deliveryJobSchema = z.object({ deliveryId: z.string(), attempt: z.number().int() });
export type DeliveryJobData = z.infer<typeof deliveryJobSchema>;

/** An attempt that the row has planned. */
export interface PlannedAttempt extends DeliveryJobData {
  dueAt: Date;
  /** From now, by the database's clock. */
  delayMs: number;
}

/**
 * The job of an attempt. Its id holds the time too: a delivery that is asked for again while its next attempt waits
 * gets a job of its own, and the one that waits finds nothing to do.
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
