import { runCommand } from '../../src/commands/run.ts';
import { refineMessages } from '../../src/generation/refine-messages.ts';
import type { PhaseJob } from '../run-job.ts';

/** The Content Creator & Copywriter refines the drafts. */
export const copywriter: PhaseJob = (services, { data, ...run }) =>
  runCommand(services, { ...data, ...run }, refineMessages);
