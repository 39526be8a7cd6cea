import { type ChildProcess, spawn } from 'node:child_process';
import { atEndOfFile } from './end-of-file.ts';

export interface ProcessOptions {
  command: string;
  args?: readonly string[];
  cwd?: string;
  /** On top of this process's own; undefined takes a variable away. */
  env?: Record<string, string | undefined>;
  /** For tests that run as root. */
  user?: { uid: number; gid: number };
}

export interface ProcessEnd {
  code: number | null;
  signal: NodeJS.Signals | null;
}

export interface TestProcess {
  pid: number;
  /** Resolves when it has ended and its output is complete. */
  exited: Promise<ProcessEnd>;
  /** Standard output and standard error so far, as they came. */
  output(): string;
  /** Resolves with the match in the output from its beginning; rejects at the end of the process or of the time. */
  waitForOutput(pattern: RegExp, timeoutMs?: number): Promise<RegExpExecArray>;
  /** Sends a signal to the process alone, without those that it started. */
  kill(signal?: NodeJS.Signals): void;
  /** Sends a signal to the process and to all that it started, unless they left its group. */
  killGroup(signal?: NodeJS.Signals): void;
}

const defaultTimeoutMs = 20_000;
/** A process that outlives its parent may keep the output open. */
const drainMs = 1_000;

/** Starts a real process in a group of its own. The whole group is killed at the end of the test file at the latest. */
export function startProcess({ command, args = [], cwd, env = {}, user }: ProcessOptions): TestProcess {
  const child = spawn(command, args, {
    env: { ...process.env, ...env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(cwd === undefined ? {} : { cwd }),
    ...user,
  });
  let output = '';
  let ended: ProcessEnd | undefined;
  const checks = new Set<() => void>();
  const collect = (chunk: string) => {
    output += chunk;
    for (const check of checks) check();
  };
  child.stdout.setEncoding('utf8').on('data', collect);
  child.stderr.setEncoding('utf8').on('data', collect);
  const exited = endOf(child).then((end) => {
    ended = end;
    for (const check of checks) check();
    return end;
  });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${command} cannot be started`);
  atEndOfFile(async () => {
    killIfAlive(-pid, 'SIGKILL');
    await exited;
  });

  return {
    pid,
    exited,
    output: () => output,
    waitForOutput(pattern, timeoutMs = defaultTimeoutMs) {
      return new Promise((resolve, reject) => {
        const finish = (act: () => void) => {
          clearTimeout(timer);
          checks.delete(check);
          act();
        };
        const fail = (why: string) => reject(new Error(`${why} before ${pattern}; its output:\n${output}`));
        const check = () => {
          const match = pattern.exec(output);
          if (match) finish(() => resolve(match));
          else if (ended) finish(() => fail(`${command} ended with ${ended?.signal ?? ended?.code}`));
        };
        const timer = setTimeout(() => finish(() => fail(`${timeoutMs} ms passed`)), timeoutMs);
        checks.add(check);
        check();
      });
    },
    kill: (signal = 'SIGTERM') => killIfAlive(pid, signal),
    killGroup: (signal = 'SIGTERM') => killIfAlive(-pid, signal),
  };

  function killIfAlive(target: number, signal: NodeJS.Signals): void {
    // Once it has ended, its id may be another's; its group lives on while one of its members does.
    if (ended && target > 0) return;
    try {
      process.kill(target, signal);
    } catch (error) {
      // Node's own errors are no `Error` of the sandbox.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}

function endOf(child: ChildProcess): Promise<ProcessEnd> {
  return new Promise((resolve) => {
    // It could not be started: its caller is told so.
    child.on('error', () => resolve({ code: null, signal: null }));
    child.on('close', (code, signal) => resolve({ code, signal }));
    child.on('exit', (code, signal) => {
      const timer = setTimeout(() => {
        child.stdout?.destroy();
        child.stderr?.destroy();
        resolve({ code, signal });
      }, drainMs);
      child.on('close', () => clearTimeout(timer));
    });
  });
}
