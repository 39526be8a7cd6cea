import { spawn } from 'node:child_process';
import type { ServerUser } from './server-user.ts';

export interface ProgramResult {
  code: number | null;
  signal: NodeJS.Signals | null;
  /** Standard output and standard error together. */
  output: string;
}

/** Runs a program to its end. Throws only when it cannot be started at all. */
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

/** Options for each program of PostgreSQL. */
export function programOptions(user: ServerUser | undefined) {
  return {
    // The folder that this process stands in may be one that the server's user cannot enter.
    cwd: '/',
    env: programEnvironment(),
    windowsHide: true,
    ...(user ? { uid: user.uid, gid: user.gid } : {}),
  };
}

/**
 * What PostgreSQL needs and no more: the caller's PG*, LC_* and TZ would change what it does, and keys that stand in
 * the environment are none of its business.
 */
function programEnvironment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'LD_LIBRARY_PATH', 'SystemRoot', 'TEMP', 'TMP'];
  const entries = kept.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(entries), LC_ALL: 'C', TZ: 'UTC' };
}
