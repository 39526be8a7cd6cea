import type { FlowJob } from 'bullmq';
import { z } from 'zod';
import { jobOptionsOf } from './queue-policies.ts';

export const importJobSchema = z.object({ importId: z.string() });
export type ImportJobData = z.infer<typeof importJobSchema>;

/** The job of an import of leads. It has the import's id, so that adding it again changes nothing while it is queued. */
export function importJob({ importId }: ImportJobData, prefix: string): FlowJob {
  return {
    name: 'import-leads',
    queueName: 'import-leads',
    prefix,
    data: { importId } satisfies ImportJobData,
    opts: { jobId: importId, ...jobOptionsOf('import-leads') },
  };
}
