import type { z } from 'zod';
import { phaseJobSchema, settleJobSchema } from '../src/platform/queues/follow-up-flow.ts';
import type { QueueName } from '../src/platform/queues/queue-policies.ts';
import type { Services } from '../src/platform/services.ts';
import { copywriter } from './processors/copywriter.ts';
import { sales } from './processors/sales.ts';
import { settle } from './processors/settle.ts';
import { type HeldJob, type Processor, runJob } from './run-job.ts';

export interface QueueWorker {
  run(services: Services, held: HeldJob): Promise<void>;
  /** Jobs at once in each worker process. */
  concurrency: number;
}

/** Which processor serves which queue. Attempts and backoff stand in the queue policies, since adding a job needs them. */
export const registry = {
  sales: serve(phaseJobSchema, sales, { concurrency: 50 }),
  copywriter: serve(phaseJobSchema, copywriter, { concurrency: 50 }),
  settle: serve(settleJobSchema, settle, { concurrency: 20 }),
} satisfies Record<QueueName, QueueWorker>;

function serve<Data>(
  schema: z.ZodType<Data>,
  process: Processor<Data>,
  { concurrency }: { concurrency: number },
): QueueWorker {
  return { run: (services, held) => runJob(services, schema, process, held), concurrency };
}
