import { execFile } from 'node:child_process';
import { readFile, readlink, realpath, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { errorCode, isMissing } from './system-error.ts';

/** What a server says of itself in its data directory. */
export interface PostmasterFile {
  pid: number;
  port: number;
  /** "starting", "ready", "stopping", or empty at the very start. */
  status: string;
}

/** PostgreSQL fills the file within an instant of making it: empty for longer than this, its writer is dead. */
const emptyIsDeadAfterMs = 10_000;

/** Reads `postmaster.pid`: undefined when there is none, "unwritten" while a server is about to write it. */
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
 * Whether a process is the server of this data directory. That it lives proves nothing: process ids are used again,
 * after a restart of a container even the same ones.
 */
export async function isPostmasterOf(pid: number, data: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  if (process.platform === 'linux') return isPostmasterOnLinux(pid, data);
  // Windows: it cannot be told, and PostgreSQL's own lock decides.
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
    // Its own children carry a title such as "postgres: checkpointer"; a process that has ended has none at all.
    if (basename(args[0] ?? '') !== 'postgres') return false;
    const started = args[args.indexOf('-D') + 1] ?? '';
    return await standsIn(pid, started, await realpath(data));
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ESRCH') return false;
    throw error;
  }
}

/** The server's working directory is its data directory, also after a move; failing that, what it was started with. */
async function standsIn(pid: number, started: string, data: string): Promise<boolean> {
  try {
    return (await readlink(`/proc/${pid}/cwd`)) === data;
  } catch (error) {
    // Root in a container may not look at another user's process.
    if (errorCode(error) !== 'EACCES' && errorCode(error) !== 'EPERM') throw error;
  }
  try {
    return (await realpath(started)) === data;
  } catch (error) {
    // Moved meanwhile: it may be ours, and two servers on one folder is what must NEVER be.
    if (isMissing(error)) return true;
    throw error;
  }
}

async function commandLine(pid: number): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)('ps', ['-ww', '-o', 'command=', '-p', String(pid)]);
    return stdout;
  } catch {
    // ps ends with 1 when the process has ended meanwhile.
    return '';
  }
}
