import { runPhase } from '../../src/follow-ups/run-phase.ts';
import { writeCopy } from '../../src/generation/revise-message.ts';
import type { PhaseJob } from '../process-job.ts';

/** The Content Creator & Copywriter refines the drafts, or writes one message of a review again. */
export const copywriter: PhaseJob = (services, { data, ...run }) =>
  runPhase(services, { ...data, ...run }, writeCopy);
