import type { z } from 'zod';
import { deliveryJobSchema } from '../src/platform/queues/delivery-job.ts';
import { type PhaseJobData, phaseJobSchema, settleJobSchema } from '../src/platform/queues/follow-up-flow.ts';
import type { QueueName } from '../src/platform/queues/queue-policies.ts';
import type { Services } from '../src/platform/services.ts';
import { deliveriesAtOnce } from '../src/platform/webhook-limits.ts';
import { copywriter } from './processors/copywriter.ts';
import { createDeliverWebhook } from './processors/deliver-webhook.ts';
import { sales } from './processors/sales.ts';
import { settle } from './processors/settle.ts';
import { type HeldJob, type Processor, runJob, type Work } from './run-job.ts';

export interface QueueWorker {
  /** Called once for a worker process. */
  prepare(services: Services): (held: HeldJob) => Promise<void>;
  /** Jobs at once in each worker process. */
  concurrency: number;
}

/** Which processor serves which queue. Attempts and backoff stand in the queue policies, since adding a job needs them. */
export const registry = {
  sales: serve(phaseJobSchema, () => sales, { concurrency: 50, onGivenUp: settleLater }),
  copywriter: serve(phaseJobSchema, () => copywriter, { concurrency: 50, onGivenUp: settleLater }),
  settle: serve(settleJobSchema, () => settle, { concurrency: 20 }),
  'deliver-webhook': serve(deliveryJobSchema, createDeliverWebhook, { concurrency: deliveriesAtOnce }),
} satisfies Record<QueueName, QueueWorker>;

/** A phase that was given up without a result still has its follow-up settled. */
function settleLater({ queues }: Services, { followUpId, generation }: PhaseJobData): Promise<void> {
  return queues.addSettle({ followUpId, generation });
}

function serve<Data>(
  schema: z.ZodType<Data>,
  createProcessor: (services: Services) => Processor<Data>,
  { concurrency, onGivenUp }: Pick<Work<Data>, 'onGivenUp'> & { concurrency: number },
): QueueWorker {
  return {
    prepare(services) {
      const process = createProcessor(services);
      return (held) => runJob(services, { schema, process, onGivenUp }, held);
    },
    concurrency,
  };
}
