import type { Hold } from './holder.ts';
import type { Load } from './load.ts';
import type { Servers } from './servers.ts';

/** One file of scenarios/: what it measures, on an installation that it starts and that is ended for it. */
export interface Scenario {
  name: string;
  run(bench: Bench): Promise<Row[]>;
}

/** What a scenario is given. */
export interface Bench {
  servers: Servers;
  load: Load;
  /** How often each value is measured. */
  rounds: number;
  /** Shorter rounds and less data: the figures show that it works, and little more. */
  quick: boolean;
  /** What it starts is ended after the scenario, in the reverse order, also after a failure and at Ctrl-C. */
  hold: Hold;
  /** One line of progress, on standard error. */
  say(line: string): void;
}

/** One line of the table. */
export interface Row {
  measured: string;
  /** Of the values, such as `requests/s`. */
  unit: string;
  /** One a round. */
  ours: number[];
  /** Measured in the same rounds, each beside ours. */
  reference?: { is: string; values: number[] };
  goal?: Goal;
}

/** A bound of the ratio of ours to the reference, or of our own value. */
export interface Goal {
  of: 'ratio' | 'ours';
  atLeast?: number;
  atMost?: number;
}
