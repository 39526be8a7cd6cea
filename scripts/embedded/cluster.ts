import { randomBytes } from 'node:crypto';
import { access, chown, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import type { PostgresBinaries } from './find-binaries.ts';
import { runProgram } from './run-program.ts';
import type { ServerUser } from './server-user.ts';
import { isMissing } from './system-error.ts';

/** Where the database stands in the data folder. */
export interface Cluster {
  /** Everything below, in one folder that appears at once, complete. */
  folder: string;
  /** PostgreSQL's own data directory. */
  data: string;
  passwordFile: string;
  logFile: string;
}

export const superuser = 'postgres';

/** Nobody but the holder of the password, from this machine alone. */
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
 * Makes the cluster if it is not there. It is built under another name and renamed when complete, so that a start
 * that was killed half way leaves nothing that counts, and of two at the same time one wins.
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
    // Another copy was quicker: a folder that has content is never replaced by a rename, nor is ours needed any more.
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
      // The same order and the same upper and lower case on every system.
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
    `the embedded PostgreSQL could not make its database in ${dirname(draft.folder)} (${signal ?? code}: ${reason}): fix that, or set another DATA_DIR`,
  );
}

async function assertComplete(cluster: Cluster): Promise<void> {
  if (await exists(join(cluster.data, 'PG_VERSION'))) return;
  throw new EmbeddedPostgresError(
    `${cluster.folder} is there but holds no database of ours: move it away, or set another DATA_DIR`,
  );
}

export async function readPassword(cluster: Cluster): Promise<string> {
  try {
    return (await readFile(cluster.passwordFile, 'utf8')).trim();
  } catch (error) {
    if (!isMissing(error)) throw error;
    throw new EmbeddedPostgresError(
      `${cluster.passwordFile} is missing, without which the database beside it cannot be opened: restore it, or set another DATA_DIR`,
    );
  }
}

/** Removes what starts that were killed half way left behind. ONLY the owner of the data folder may do so. */
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
