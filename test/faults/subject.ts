import type { Trial } from './trial.ts';

/** What a cluster looks like before the fault. */
export interface Baseline {
  connections: number;
  /** Of each follow-up or enrollment. */
  calls: number;
}

export interface Findings {
  /** The numbers of the table, by their titles. */
  counts: Record<string, string | number>;
  /** What must not be, in words. */
  problems: string[];
}

/** What a scenario puts under fire. */
export interface Subject {
  /** Has this many written. Returns when all are accepted. */
  send(trial: Trial, count: number): Promise<void>;
  /** Starts what clients do beside that. */
  attend(trial: Trial): void;
  countUnfinished(url: string): Promise<number>;
  /** Waits until all is over, ends the processes, and looks at what came of it. */
  examine(trial: Trial, baseline: Baseline): Promise<Findings>;
}
