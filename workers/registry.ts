import type { z } from 'zod';
import type { Config } from '../src/platform/config.ts';
import { deliveryJobSchema } from '../src/platform/queues/delivery-job.ts';
import { type PhaseJobData, phaseJobSchema, settleJobSchema } from '../src/platform/queues/follow-up-flow.ts';
import type { QueueName } from '../src/platform/queues/queue-policies.ts';
import type { Services } from '../src/platform/services.ts';
import { deliveriesAtOnce } from '../src/platform/webhook-limits.ts';
import { type OwnedJob, type Processor, processJob, type Work } from './process-job.ts';
import { copywriter } from './processors/copywriter.ts';
import { createDeliverWebhook } from './processors/deliver-webhook.ts';
import { sales } from './processors/sales.ts';
import { settle } from './processors/settle.ts';

export interface QueueWorker {
  /** Called once for a worker process. */
  prepare(services: Services): (owned: OwnedJob) => Promise<void>;
  /** Jobs at once in each worker process. */
  concurrency(config: Config): number;
}

/** A phase does little but wait for the model: more of them at a time than calls would only hold their jobs. */
const asManyAsCalls = ({ MODEL_CONCURRENCY }: Config) => MODEL_CONCURRENCY;

/** Which processor serves which queue. Attempts and backoff stand in the queue policies, since adding a job needs them. */
export const registry = {
  sales: serve(phaseJobSchema, () => sales, { concurrency: asManyAsCalls, onGivenUp: settleLater }),
  copywriter: serve(phaseJobSchema, () => copywriter, { concurrency: asManyAsCalls, onGivenUp: settleLater }),
  settle: serve(settleJobSchema, () => settle, { concurrency: () => 20 }),
  'deliver-webhook': serve(deliveryJobSchema, createDeliverWebhook, { concurrency: () => deliveriesAtOnce }),
} satisfies Record<QueueName, QueueWorker>;

/** A phase that was given up without a result still has its follow-up settled. */
function settleLater({ queues }: Services, { followUpId, generation }: PhaseJobData): Promise<void> {
  return queues.addSettle({ followUpId, generation });
}

function serve<Data>(
  schema: z.ZodType<Data>,
  createProcessor: (services: Services) => Processor<Data>,
  { concurrency, onGivenUp }: Pick<Work<Data>, 'onGivenUp'> & Pick<QueueWorker, 'concurrency'>,
): QueueWorker {
  return {
    prepare(services) {
      const process = createProcessor(services);
      return (owned) => processJob(services, { schema, process, onGivenUp }, owned);
    },
    concurrency,
  };
}
