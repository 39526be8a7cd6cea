import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import {
  type Cluster,
  clusterIn,
  initialiseCluster,
  readPassword,
  removeDrafts,
  superuser,
} from './embedded/cluster.ts';
import { EmbeddedPostgresError } from './embedded/embedded-postgres-error.ts';
import { findBinaries } from './embedded/find-binaries.ts';
import { assertEnterable, prepareDataDir } from './embedded/folder-access.ts';
import { type OwnerLock, takeOwnerLock } from './embedded/owner-lock.ts';
import { isPostmasterOf, readPostmasterFile } from './embedded/postmaster-file.ts';
import { isServing, type Server, stopServer } from './embedded/server.ts';
import { chooseServerUser } from './embedded/server-user.ts';
import { type StartServerOptions, startServer } from './embedded/start-server.ts';
import { errorCode, messageOf } from './embedded/system-error.ts';

export interface EmbeddedPostgres {
  /** The URL of the database `lead_followup`, including the password. */
  url: string;
  /** Ends all sessions and stops the server. Resolves when the server has exited. May be called again. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** Created if it is missing. The database is in its folder `postgres`. */
  dataDir: string;
  onLog?: (line: string) => void;
}

const databaseName = 'lead_followup';
const pollMs = 50;
/** How long a server may take to start or stop, including crash recovery and the last checkpoint. */
const settleWithinMs = 150_000;

/**
 * Starts an embedded PostgreSQL on 127.0.0.1, on a free port, with its data in `dataDir`. If a previous owner was
 * killed and its server still runs, that server is taken over.
 * @throws EmbeddedPostgresError: one line that says what to fix, for example that another copy is running on `dataDir`
 */
export async function startEmbeddedPostgres({
  dataDir,
  onLog = () => undefined,
}: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  try {
    return await start(dataDir, onLog);
  } catch (error) {
    if (error instanceof EmbeddedPostgresError || errorCode(error) === undefined) throw error;
    // An error of the system or the database: a full disk, a folder without permission.
    throw new EmbeddedPostgresError(
      `the embedded PostgreSQL cannot run in ${dataDir} (${messageOf(error)}): fix the cause, set another DATA_DIR, or set DATABASE_URL`,
      { cause: error },
    );
  }
}

/** @returns the URL of the embedded PostgreSQL that another process runs on `dataDir`, or null if none is ready */
export async function findEmbeddedPostgres(dataDir: string): Promise<string | null> {
  const cluster = clusterIn(resolve(dataDir));
  const file = await readPostmasterFile(cluster.data);
  if (!file || file === 'unwritten' || file.status !== 'ready') return null;
  if (!(await isPostmasterOf(file.pid, cluster.data))) return null;
  return urlOf(await readPassword(cluster), file.port);
}

function urlOf(password: string, port: number): string {
  return `postgresql://${superuser}:${password}@127.0.0.1:${port}/${databaseName}`;
}

async function start(dataDir: string, onLog: (line: string) => void): Promise<EmbeddedPostgres> {
  const folder = await prepareDataDir(dataDir);
  const cluster = clusterIn(folder);
  const user = await chooseServerUser(cluster.folder);
  const binaries = await findBinaries(user);
  if (user) await assertEnterable(folder, user);
  await initialiseCluster(cluster, binaries, user);
  const password = await readPassword(cluster);

  const { server, lock } = await ownServer(
    { cluster, binaries, user, stalePid: undefined },
    folder,
    password,
    onLog,
  );
  try {
    await createDatabaseIfMissing(lock.client);
  } catch (error) {
    await stopOwned(server, lock, cluster);
    throw error;
  }
  try {
    await removeDrafts(cluster);
  } catch (error) {
    // Leftovers use disk space but are harmless.
    onLog(`leftovers of an interrupted start in ${folder} cannot be removed: ${messageOf(error)}`);
  }
  onLog(`embedded PostgreSQL on port ${server.port}, data in ${cluster.data}, log in ${cluster.logFile}`);
  let stopping: Promise<void> | undefined;
  return {
    url: urlOf(password, server.port),
    stop() {
      stopping ??= stopOwned(server, lock, cluster);
      return stopping;
    },
  };
}

/**
 * Finds or starts a server for the folder and takes the lock that makes this process its owner. PostgreSQL allows one
 * server per folder, and the server gives the lock to one connection. If several copies start at the same time,
 * exactly ONE gets both.
 */
async function ownServer(
  options: StartServerOptions,
  folder: string,
  password: string,
  onLog: (line: string) => void,
): Promise<{ server: Server; lock: OwnerLock }> {
  const { cluster } = options;
  const deadline = Date.now() + settleWithinMs;
  while (Date.now() < deadline) {
    const server = await findOrStartServer(options);
    if (server) {
      const lock = await lockOrUndefinedIfEnding(server, password, cluster, onLog);
      if (lock === 'taken') {
        throw new EmbeddedPostgresError(
          `DATA_DIR ${folder} is in use by another running copy: stop it, or set another DATA_DIR`,
        );
      }
      if (lock) {
        if (!server.child)
          onLog(`took over the server that an earlier run left behind (process ${server.pid})`);
        return { server, lock };
      }
    }
    await sleep(pollMs);
  }
  throw new EmbeddedPostgresError(
    `the PostgreSQL server on DATA_DIR ${folder} neither becomes ready nor exits: see ${cluster.logFile}, stop it, or set another DATA_DIR`,
  );
}

/** @returns undefined while a server is starting or stopping */
async function findOrStartServer(options: StartServerOptions): Promise<Server | undefined> {
  const { data } = options.cluster;
  const file = await readPostmasterFile(data);
  if (file === 'unwritten') return undefined;
  if (file && (await isPostmasterOf(file.pid, data))) {
    return file.status === 'ready' ? { pid: file.pid, port: file.port } : undefined;
  }
  const started = await startServer({ ...options, stalePid: file?.pid });
  return started === 'occupied' ? undefined : started;
}

/** @returns undefined while the server is stopping, stopped by its previous owner, or in recovery */
async function lockOrUndefinedIfEnding(
  server: Server,
  password: string,
  cluster: Cluster,
  onLog: (line: string) => void,
): Promise<OwnerLock | 'taken' | undefined> {
  try {
    const lock = await takeOwnerLock({ port: server.port, password, onLog });
    if (!lock) return 'taken';
    if (await isServing(server, cluster)) return lock;
    await lock.release();
    return undefined;
  } catch (error) {
    if (isPassing(error) || !(await isServing(server, cluster))) return undefined;
    if (server.child) await stopServer(server, cluster);
    throw new EmbeddedPostgresError(
      errorCode(error) === '28P01'
        ? `the password in ${cluster.passwordFile} does not match the database next to it: restore it, or set another DATA_DIR`
        : `the embedded PostgreSQL (process ${server.pid}) does not answer (${messageOf(error)}): see ${cluster.logFile}, stop it, or set another DATA_DIR`,
      { cause: error },
    );
  }
}

/** Errors of a server that is ending its sessions or recovering from the loss of one of its processes. */
function isPassing(error: unknown): boolean {
  const code = errorCode(error);
  // Errors of the client itself have no code.
  if (code === undefined) return /connection terminated|timeout/i.test(messageOf(error));
  return ['57P01', '57P02', '57P03', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE'].includes(code);
}

async function createDatabaseIfMissing(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [databaseName]);
  if (!rowCount) await client.query(`CREATE DATABASE ${databaseName}`);
}

/** Keeps the lock to the end, so that no other copy takes over a server that is about to stop. */
async function stopOwned(server: Server, lock: OwnerLock, cluster: Cluster): Promise<void> {
  lock.expectEnd();
  await stopServer(server, cluster);
  await lock.release();
}
