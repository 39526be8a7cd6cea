import type { z } from 'zod';
import { giveUpRevision } from '../src/follow-ups/review/give-up-revision.ts';
import type { Config } from '../src/platform/config.ts';
import { deliveryJobSchema } from '../src/platform/queues/delivery-job.ts';
import { type PhaseJobData, phaseJobSchema, settleJobSchema } from '../src/platform/queues/follow-up-flow.ts';
import { importJobSchema } from '../src/platform/queues/import-job.ts';
import type { QueueName } from '../src/platform/queues/queue-policies.ts';
import type { Services } from '../src/platform/services.ts';
import { deliveriesAtOnce } from '../src/platform/webhook-limits.ts';
import { type OwnedJob, type Processor, processJob, type Work } from './process-job.ts';
import { copywriter } from './processors/copywriter.ts';
import { createDeliverWebhook } from './processors/deliver-webhook.ts';
import { giveUpImport, importLeads } from './processors/import-leads.ts';
import { sales } from './processors/sales.ts';
import { settle } from './processors/settle.ts';

export interface QueueWorker {
  /** Called once per worker process. */
  prepare(services: Services): (owned: OwnedJob) => Promise<void>;
  /** Concurrent jobs in each worker process. */
  concurrency(config: Config): number;
}

/** Phases mostly wait for the model, so more concurrent phases than model calls would not be faster. */
const asManyAsCalls = ({ MODEL_CONCURRENCY }: Config) => MODEL_CONCURRENCY;

/** The processor of each queue. Attempts and backoff are in the queue policies, because enqueueing needs them. */
export const registry = {
  sales: serve(phaseJobSchema, () => sales, { concurrency: asManyAsCalls, onGivenUp: addSettle }),
  copywriter: serve(phaseJobSchema, () => copywriter, { concurrency: asManyAsCalls, onGivenUp: giveUpCopy }),
  settle: serve(settleJobSchema, () => settle, { concurrency: () => 20 }),
  'deliver-webhook': serve(deliveryJobSchema, createDeliverWebhook, { concurrency: () => deliveriesAtOnce }),
  // Few, because each keeps a connection and the event loop busy.
  'import-leads': serve(importJobSchema, () => importLeads, {
    concurrency: () => 2,
    onGivenUp: giveUpImport,
  }),
} satisfies Record<QueueName, QueueWorker>;

/** Settles the follow-up of a phase that was given up without a result. */
function addSettle({ queues }: Services, { followUpId, generation }: PhaseJobData): Promise<void> {
  return queues.addSettle({ followUpId, generation });
}

/** The same, unless the job should have written a message of a review again. */
async function giveUpCopy(services: Services, job: PhaseJobData): Promise<void> {
  if (!(await giveUpRevision(services, job))) await addSettle(services, job);
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
