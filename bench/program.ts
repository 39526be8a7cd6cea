import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Closable } from '../src/platform/closables.ts';
import { settingNames } from '../src/platform/config.ts';
import { startProcess } from '../test/harness/processes.ts';

/** A process that is measured, or that serves one that is measured. */
export interface Program extends Closable {
  name: string;
  pid: number;
  /** Suspends the process. What is sent to it meanwhile is received after `thaw`. */
  freeze(): void;
  thaw(): void;
  /** The current resident memory. */
  memoryMiB(): Promise<number>;
  /** @throws Error with the last lines of its output if it has exited */
  check(): void;
}

export interface ProgramOptions {
  name: string;
  args: readonly string[];
  cwd?: string;
  env?: Record<string, string | undefined>;
  /** Matches the output of a program that is ready. */
  ready: RegExp;
}

/** A started program, and the output that says that it is ready. */
export interface StartedProgram extends Program {
  started: RegExpExecArray;
}

const readyWithinMs = 60_000;
const endWithinMs = 15_000;
const lastCharacters = 4_000;
const sampleMs = 250;

/** Settings of the caller's environment must not affect the measured processes. */
const unset = Object.fromEntries(settingNames.map((name) => [name, undefined]));

/** Starts a Node process. Resolves when it is ready. */
export async function startProgram({
  name,
  args,
  cwd,
  env = {},
  ready,
}: ProgramOptions): Promise<StartedProgram> {
  const child = startProcess({
    command: process.execPath,
    args,
    env: { ...unset, ...env },
    ...(cwd ? { cwd } : {}),
  });
  let ended = false;
  void child.exited.then(() => {
    ended = true;
  });
  const started = await child.waitForOutput(ready, readyWithinMs);
  return {
    name,
    pid: child.pid,
    started,
    freeze: () => child.kill('SIGSTOP'),
    thaw: () => child.kill('SIGCONT'),
    async memoryMiB() {
      const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(child.pid)]);
      return Number(stdout) / 1_024;
    },
    check() {
      if (ended)
        throw new Error(`${name} exited while it was measured:\n${child.output().slice(-lastCharacters)}`);
    },
    async close() {
      child.kill('SIGCONT');
      child.kill('SIGTERM');
      const inTime = await Promise.race([
        child.exited.then(() => true),
        sleep(endWithinMs, false, { ref: false }),
      ]);
      if (inTime) return;
      child.killGroup('SIGKILL');
      await child.exited;
    },
  };
}

/** The arguments that run a program of this folder, such as `programs/model.ts`. */
export function scriptArgs(file: string, ...args: readonly string[]): string[] {
  return ['--import', 'tsx', `bench/${file}`, ...args];
}

/** @returns a function that ends the watch and returns the maximum */
export function watchMemory(program: Program): () => Promise<number> {
  let most = 0;
  let watching = true;
  const watch = async () => {
    while (watching) {
      most = Math.max(most, await program.memoryMiB());
      await sleep(sampleMs);
    }
    return most;
  };
  const watched = watch();
  return () => {
    watching = false;
    return watched;
  };
}
