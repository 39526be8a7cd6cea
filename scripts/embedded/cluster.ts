import { randomBytes } from 'node:crypto';
import { access, chown, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import type { PostgresBinaries } from './find-binaries.ts';
import { runProgram } from './run-program.ts';
import type { ServerUser } from './server-user.ts';
import { isMissing } from './system-error.ts';

/** The files of the database in the data folder. */
export interface Cluster {
  /** Contains everything below. The folder is created by a rename, so it is always complete. */
  folder: string;
  /** PostgreSQL's own data directory. */
  data: string;
  passwordFile: string;
  logFile: string;
}

export const superuser = 'postgres';

/** Requires the password, and allows connections from this machine only. */
const clientAuthentication = 'host all all 127.0.0.1/32 scram-sha-256\n';

export function clusterIn(dataDir: string): Cluster {
  return clusterAt(join(dataDir, 'postgres'));
}

function clusterAt(folder: string): Cluster {
  return {
    folder,
    data: join(folder, 'data'),
    passwordFile: join(folder, 'password'),
    logFile: join(folder, 'server.log'),
  };
}

/**
 * Creates the cluster if it does not exist. It is built under another name and renamed when it is complete. An
 * interrupted start therefore leaves no incomplete cluster, and of two simultaneous starts one wins.
 */
export async function initialiseCluster(
  cluster: Cluster,
  binaries: PostgresBinaries,
  user: ServerUser | undefined,
): Promise<void> {
  if (await exists(cluster.folder)) return assertComplete(cluster);
  const draft = clusterAt(`${cluster.folder}.init-${process.pid}-${randomBytes(4).toString('hex')}`);
  try {
    await mkdir(draft.folder, { mode: 0o700 });
    await writeFile(draft.passwordFile, `${randomBytes(24).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
    if (user) {
      await chown(draft.folder, user.uid, user.gid);
      await chown(draft.passwordFile, user.uid, user.gid);
    }
    await runInitdb(draft, binaries, user);
    await writeFile(join(draft.data, 'pg_hba.conf'), clientAuthentication);
    await rename(draft.folder, cluster.folder);
  } catch (error) {
    // Another copy was faster. A rename never replaces a folder with content, and our draft is no longer needed.
    if (await exists(cluster.folder)) return assertComplete(cluster);
    throw error;
  } finally {
    await rm(draft.folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function runInitdb(
  draft: Cluster,
  binaries: PostgresBinaries,
  user: ServerUser | undefined,
): Promise<void> {
  const { code, signal, output } = await runProgram(
    binaries.initdb,
    [
      `--pgdata=${draft.data}`,
      `--username=${superuser}`,
      `--pwfile=${draft.passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // Sort order and case rules are the same on every system.
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
    ],
    user,
  );
  if (code === 0) return;
  const lines = output.trim().split('\n');
  const reason = lines.find((line) => /\b(?:error|FATAL|PANIC):/.test(line)) ?? lines.at(-1);
  throw new EmbeddedPostgresError(
    `the embedded PostgreSQL could not create its database in ${dirname(draft.folder)} (${signal ?? code}: ${reason}): fix the cause, or set another DATA_DIR`,
  );
}

async function assertComplete(cluster: Cluster): Promise<void> {
  if (await exists(join(cluster.data, 'PG_VERSION'))) return;
  throw new EmbeddedPostgresError(
    `${cluster.folder} exists but does not contain a database of this program: move it away, or set another DATA_DIR`,
  );
}

export async function readPassword(cluster: Cluster): Promise<string> {
  try {
    return (await readFile(cluster.passwordFile, 'utf8')).trim();
  } catch (error) {
    if (!isMissing(error)) throw error;
    throw new EmbeddedPostgresError(
      `${cluster.passwordFile} is missing, and the database next to it cannot be opened without it: restore it, or set another DATA_DIR`,
    );
  }
}

/** Removes the leftovers of interrupted starts. ONLY the owner of the data folder may do this. */
export async function removeDrafts(cluster: Cluster): Promise<void> {
  const parent = dirname(cluster.folder);
  const prefix = `${basename(cluster.folder)}.init-`;
  for (const name of await readdir(parent)) {
    if (name.startsWith(prefix))
      await rm(join(parent, name), { recursive: true, force: true, maxRetries: 3 });
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}
