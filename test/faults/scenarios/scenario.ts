import type { Backend } from '../cluster.ts';
import type { Subject } from '../subject.ts';
import type { Trial } from '../trial.ts';

export interface Scenario {
  /** For --only. */
  name: string;
  /** What happens, for the table. */
  fault: string;
  /** Without it, single follow-ups. */
  subject?: Subject;
  /** Without it, on each. */
  backends?: readonly Backend[];
  /** Of API and workers. */
  settings?: Record<string, string>;
  /** Sends this many and does the harm; returns when all are accepted and the fault has passed. */
  run(trial: Trial, count: number): Promise<void>;
}
