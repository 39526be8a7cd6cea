import { runPhase } from '../../src/follow-ups/run-phase.ts';
import { writeSales } from '../../src/generation/write-sales.ts';
import type { PhaseJob } from '../process-job.ts';

/** The Sales/CRM Specialist writes the strategy and a draft for each channel. */
export const sales: PhaseJob = (services, { data, ...run }) =>
  runPhase(services, { ...data, ...run }, writeSales);
