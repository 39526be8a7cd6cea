import { failImport, runImport } from '../../src/directory/run-import.ts';
import type { ImportJobData } from '../../src/platform/queues/import-job.ts';
import type { Services } from '../../src/platform/services.ts';
import type { ImportJob } from '../process-job.ts';

/** Imports a file of leads that was sent to the API. */
export const importLeads: ImportJob = (services, { data, stopSignals }) =>
  runImport(services, data.importId, stopSignals);

export async function giveUpImport(services: Services, { importId }: ImportJobData): Promise<void> {
  await failImport(services.database, importId, {
    code: 'SYSTEM_ERROR',
    message: 'an unexpected error occurred: tell the operator the id of the import',
  });
}
