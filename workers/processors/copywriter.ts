import { runPhase } from '../../src/follow-ups/run-phase.ts';
import { refineMessages } from '../../src/generation/refine-messages.ts';
import type { PhaseJob } from '../process-job.ts';

/** The Content Creator & Copywriter refines the drafts. */
export const copywriter: PhaseJob = (services, { data, ...run }) =>
  runPhase(services, { ...data, ...run }, refineMessages);
