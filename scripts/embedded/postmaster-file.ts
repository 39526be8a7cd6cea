import { execFile } from 'node:child_process';
import { readFile, readlink, realpath, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { errorCode, isMissing } from './system-error.ts';

/** The contents of `postmaster.pid` in a server's data directory. */
export interface PostmasterFile {
  pid: number;
  port: number;
  /** "starting", "ready" or "stopping". Empty at the very start. */
  status: string;
}

/** PostgreSQL fills the file right after creating it. If it stays empty for longer than this, its writer is dead. */
const emptyIsDeadAfterMs = 10_000;

/** Reads `postmaster.pid`. @returns undefined if it is missing, "unwritten" while a server is about to write it */
export async function readPostmasterFile(data: string): Promise<PostmasterFile | 'unwritten' | undefined> {
  const path = join(data, 'postmaster.pid');
  try {
    const lines = (await readFile(path, 'utf8')).split('\n');
    const pid = Number.parseInt(lines[0] ?? '', 10);
    if (pid > 0) return { pid, port: Number.parseInt(lines[3] ?? '', 10), status: (lines[7] ?? '').trim() };
    if (Date.now() - (await stat(path)).mtimeMs < emptyIsDeadAfterMs) return 'unwritten';
    await rm(path, { force: true });
    return undefined;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/**
 * Whether a process is the server of this data directory. A running process proves nothing, because process ids are
 * reused. After a restart of a container they may even be the same.
 */
export async function isPostmasterOf(pid: number, data: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  if (process.platform === 'linux') return isPostmasterOnLinux(pid, data);
  // On Windows this cannot be determined. PostgreSQL's own lock decides.
  if (process.platform === 'win32') return true;
  const command = await commandLine(pid);
  return /\/postgres -D /.test(command) && command.includes(data);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

async function isPostmasterOnLinux(pid: number, data: string): Promise<boolean> {
  try {
    const args = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0');
    // PostgreSQL's child processes have a title such as "postgres: checkpointer". A process that has exited has none.
    if (basename(args[0] ?? '') !== 'postgres') return false;
    const started = args[args.indexOf('-D') + 1] ?? '';
    return await standsIn(pid, started, await realpath(data));
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ESRCH') return false;
    throw error;
  }
}

/**
 * The server's working directory is its data directory, even after the folder was moved. If it cannot be read, the
 * server's arguments are used.
 */
async function standsIn(pid: number, started: string, data: string): Promise<boolean> {
  try {
    return (await readlink(`/proc/${pid}/cwd`)) === data;
  } catch (error) {
    // In a container, root may not be allowed to inspect another user's process.
    if (errorCode(error) !== 'EACCES' && errorCode(error) !== 'EPERM') throw error;
  }
  try {
    return (await realpath(started)) === data;
  } catch (error) {
    // The folder was moved meanwhile. The server may be ours, and there must NEVER be two servers on one folder.
    if (isMissing(error)) return true;
    throw error;
  }
}

async function commandLine(pid: number): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)('ps', ['-ww', '-o', 'command=', '-p', String(pid)]);
    return stdout;
  } catch {
    // ps exits with 1 if the process has exited meanwhile.
    return '';
  }
}
