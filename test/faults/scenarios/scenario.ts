import type { Backend } from '../cluster.ts';
import type { Trial } from '../trial.ts';

export interface Scenario {
  /** For --only. */
  name: string;
  /** What happens, for the table. */
  fault: string;
  /** Without it, on each. */
  backends?: readonly Backend[];
  /** Of API and workers. */
  settings?: Record<string, string>;
  /** Sends this many follow-ups and does the harm; returns when all are accepted and the fault has passed. */
  run(trial: Trial, followUps: number): Promise<void>;
}
