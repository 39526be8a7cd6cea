import type { Hold } from './holder.ts';
import type { Load } from './load.ts';
import type { Servers } from './servers.ts';

/** A file of scenarios/: what it measures. It starts an installation, which is stopped after it. */
export interface Scenario {
  name: string;
  run(bench: Bench): Promise<Row[]>;
}

/** What a scenario receives. */
export interface Bench {
  servers: Servers;
  load: Load;
  /** How often each value is measured. */
  rounds: number;
  /** Shorter rounds and less data. The figures are rough and only show that the scenario works. */
  quick: boolean;
  /** Resources of the scenario. They are closed after it in reverse order, also after a failure and on Ctrl-C. */
  hold: Hold;
  /** Prints a line of progress to standard error. */
  say(line: string): void;
}

/** One line of the table. */
export interface Row {
  measured: string;
  /** The unit of the values, such as `requests/s`. */
  unit: string;
  /** One value per round. */
  ours: number[];
  /** Values of the same rounds, in the same order. */
  reference?: { is: string; values: number[] };
  goal?: Goal;
}

/** A bound for the ratio of our value to the reference's, or for our value itself. */
export interface Goal {
  of: 'ratio' | 'ours';
  atLeast?: number;
  atMost?: number;
}
