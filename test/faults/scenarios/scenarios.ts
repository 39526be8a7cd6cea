import { cancel } from './cancel.ts';
import { freezeWorker } from './freeze-worker.ts';
import { killApi } from './kill-api.ts';
import { killWorker } from './kill-worker.ts';
import { lateAnswers } from './late-answers.ts';
import { outages, sequenceOutages } from './outages.ts';
import { rollingRestart } from './rolling-restart.ts';
import type { Scenario } from './scenario.ts';
import { sequences } from './sequences.ts';

/** Everything that is done to a cluster, in the order of the table. */
export const scenarios: readonly Scenario[] = [
  ...killWorker,
  killApi,
  ...outages,
  ...freezeWorker,
  ...lateAnswers,
  ...cancel,
  rollingRestart,
  ...sequences,
  ...sequenceOutages,
];

/** The few that each change has to pass. */
export const shortList = [
  'kill-worker-sales-call',
  'flushall',
  'postgres-restart',
  'cancel-race',
  'rolling-restart',
  'sequence-kill-any',
];
