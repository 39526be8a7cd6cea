import type { ProcessEnd, TestProcess } from '../../harness/processes.ts';

/** A process that a scenario may kill, freeze and start again in the same place. */
export interface Restartable {
  name: string;
  /** Returns when it is ready. */
  start(): Promise<void>;
  /** Ends it at once, as a crash does; returns when it is gone. */
  kill(): Promise<void>;
  /** SIGTERM; returns how it ended, be it of itself before. */
  stop(): Promise<ProcessEnd>;
  freeze(): void;
  thaw(): void;
  /** What all its runs have written. */
  output(): string;
}

export interface RestartableOptions {
  name: string;
  spawn(): TestProcess;
  /** What it writes when it is ready. */
  ready: RegExp;
  killSignal?: NodeJS.Signals;
}

const readyWithinMs = 60_000;

/** A process that has not been started yet. */
export function restartable({ name, spawn, ready, killSignal = 'SIGKILL' }: RestartableOptions): Restartable {
  const runs: TestProcess[] = [];
  const current = () => {
    const run = runs.at(-1);
    if (!run) throw new Error(`${name} has not been started`);
    return run;
  };
  return {
    name,
    async start() {
      runs.push(spawn());
      await current().waitForOutput(ready, readyWithinMs);
    },
    async kill() {
      current().kill(killSignal);
      await current().exited;
    },
    stop() {
      current().kill('SIGTERM');
      return current().exited;
    },
    freeze: () => current().kill('SIGSTOP'),
    thaw: () => current().kill('SIGCONT'),
    output: () => runs.map((run) => run.output()).join('\n-- started again\n'),
  };
}
