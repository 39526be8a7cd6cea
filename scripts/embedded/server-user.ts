import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { isMissing } from './system-error.ts';

/** The system user that runs PostgreSQL instead of root. */
export interface ServerUser {
  name: string;
  uid: number;
  gid: number;
}

/**
 * Chooses the user that runs PostgreSQL. Undefined means the user of this process. PostgreSQL refuses to run as root.
 * In that case, the owner of the cluster runs it, or for a new cluster the user `postgres`, else `nobody`.
 */
export async function chooseServerUser(clusterFolder: string): Promise<ServerUser | undefined> {
  const uid = process.getuid?.();
  if (uid === undefined) return undefined;
  const owner = await ownerOf(clusterFolder);
  if (uid !== 0) {
    if (owner && owner.uid !== uid) {
      throw new EmbeddedPostgresError(
        `${clusterFolder} belongs to the user ${await userName(owner.uid)}, not to ${await userName(uid)}: run as that user (or as root, if root made it), or set another DATA_DIR`,
      );
    }
    return undefined;
  }
  if (owner?.uid === 0) {
    throw new EmbeddedPostgresError(
      `${clusterFolder} belongs to root, and PostgreSQL does not run as root: give it to another user with chown -R, or set another DATA_DIR`,
    );
  }
  if (owner) return { name: await userName(owner.uid), ...owner };
  const user = (await findUser('postgres')) ?? (await findUser('nobody'));
  if (user) return user;
  throw new EmbeddedPostgresError(
    'PostgreSQL does not run as root, and this system has neither a user postgres nor nobody: run as an ordinary user, or set DATABASE_URL',
  );
}

/** The name of a user, or its number if it has no name, as in some containers. */
export async function userName(uid: number): Promise<string> {
  return (await id('-un', String(uid))) ?? String(uid);
}

async function ownerOf(path: string): Promise<{ uid: number; gid: number } | undefined> {
  try {
    const { uid, gid } = await stat(path);
    return { uid, gid };
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

async function findUser(name: string): Promise<ServerUser | undefined> {
  const uid = await id('-u', name);
  const gid = await id('-g', name);
  return uid === undefined || gid === undefined ? undefined : { name, uid: Number(uid), gid: Number(gid) };
}

/** `id` uses the system's user database, of which /etc/passwd is only a part. */
async function id(flag: string, user: string): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)('id', [flag, user]);
    return stdout.trim();
  } catch {
    // `id` exits with 1 if the user does not exist. Some systems do not have `id`.
    return undefined;
  }
}
