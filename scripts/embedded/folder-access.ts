import { access, chmod, constants, mkdir, realpath, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { runProgram } from './run-program.ts';
import { type ServerUser, userName } from './server-user.ts';
import { messageOf } from './system-error.ts';

/**
 * Creates the data folder if it is missing and returns its real path.
 * @throws EmbeddedPostgresError if the user of this process cannot write there
 */
export async function prepareDataDir(dataDir: string): Promise<string> {
  const path = resolve(dataDir);
  try {
    const firstCreated = await mkdir(path, { recursive: true });
    if (firstCreated !== undefined && process.getuid?.() === 0) await openForOthers(path, firstCreated);
    await access(path, constants.R_OK | constants.W_OK | constants.X_OK);
    return await realpath(path);
  } catch (error) {
    const who = process.getuid ? `the user ${await userName(process.getuid())}` : 'this user';
    throw new EmbeddedPostgresError(
      `DATA_DIR ${path} cannot be written by ${who}: change its owner, or set another DATA_DIR (${messageOf(error)})`,
    );
  }
}

/** If root created folders with a strict umask, the server's user must still be able to pass through them. */
async function openForOthers(path: string, firstCreated: string): Promise<void> {
  for (let folder = path; folder.startsWith(firstCreated); folder = dirname(folder)) {
    const { mode } = await stat(folder);
    await chmod(folder, (mode & 0o7777) | 0o011);
  }
}

/** @throws EmbeddedPostgresError that names the folder that the server's user cannot enter on the way to `path` */
export async function assertEnterable(path: string, user: ServerUser): Promise<void> {
  // A real attempt also takes access lists into account. The mode bits only serve to find the folder to name.
  const { code } = await runProgram('/bin/sh', ['-c', 'cd -- "$1"', 'sh', path], user);
  if (code !== 0) throw notEnterable((await firstClosedFolder(path, user)) ?? path, user);
}

export function notEnterable(folder: string, user: ServerUser): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `${folder} cannot be entered by the user ${user.name}, which PostgreSQL runs as when started by root: move the project, run as an ordinary user, or set DATABASE_URL (or DATA_DIR)`,
  );
}

/** The outermost folder on the way to `path`, including `path`, whose mode bits exclude the user. */
export async function firstClosedFolder(path: string, user: ServerUser): Promise<string | undefined> {
  const parent = dirname(path);
  if (parent !== path) {
    const closed = await firstClosedFolder(parent, user);
    if (closed !== undefined) return closed;
  }
  const { mode, uid, gid } = await stat(path);
  const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
  return (mode & bit) === 0 ? path : undefined;
}
