import { spawn } from 'node:child_process';
import type { ServerUser } from './server-user.ts';

export interface ProgramResult {
  code: number | null;
  signal: NodeJS.Signals | null;
  /** Standard output and standard error combined. */
  output: string;
}

/** Runs a program until it exits. Throws only if the program cannot be started. */
export function runProgram(file: string, args: string[], user?: ServerUser): Promise<ProgramResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { ...programOptions(user), stdio: ['ignore', 'pipe', 'pipe'] });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', (code, signal) =>
      resolve({ code, signal, output: Buffer.concat(chunks).toString('utf8') }),
    );
  });
}

/** Options for running PostgreSQL's programs. */
export function programOptions(user: ServerUser | undefined) {
  return {
    // The server's user may not be able to enter this process's working directory.
    cwd: '/',
    env: programEnvironment(),
    windowsHide: true,
    ...(user ? { uid: user.uid, gid: user.gid } : {}),
  };
}

/**
 * Passes on only what PostgreSQL needs. The caller's PG*, LC_* and TZ would change its behaviour, and it must not see
 * the keys in the environment.
 */
function programEnvironment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'LD_LIBRARY_PATH', 'SystemRoot', 'TEMP', 'TMP'];
  const entries = kept.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(entries), LC_ALL: 'C', TZ: 'UTC' };
}
