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
  /** Of the database `lead_followup`, with the password. */
  url: string;
  /** Ends all sessions, then the server; returns when it is gone. May be called again. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** Made where it is missing; the database stands in its folder `postgres`. */
  dataDir: string;
  onLog?: (line: string) => void;
}

const databaseName = 'lead_followup';
const pollMs = 50;
/** How long a server may be on its way up or down, crash recovery and a last checkpoint included. */
const settleWithinMs = 150_000;

/**
 * Starts a PostgreSQL of our own on 127.0.0.1, on a free port, with its data in `dataDir`. A server that an owner left
 * behind when it was killed is taken over.
 * @throws EmbeddedPostgresError: one line that says what to fix, such as that another copy runs on `dataDir`
 */
export async function startEmbeddedPostgres({
  dataDir,
  onLog = () => undefined,
}: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  try {
    return await start(dataDir, onLog);
  } catch (error) {
    if (error instanceof EmbeddedPostgresError || errorCode(error) === undefined) throw error;
    // What the system or the database refused: a full disk, a folder without permission.
    throw new EmbeddedPostgresError(
      `the embedded PostgreSQL cannot run in ${dataDir} (${messageOf(error)}): fix that, set another DATA_DIR, or set DATABASE_URL`,
      { cause: error },
    );
  }
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
    // They cost room and harm nothing.
    onLog(`what a start that was killed left in ${folder} cannot be removed: ${messageOf(error)}`);
  }
  onLog(`embedded PostgreSQL on port ${server.port}, data in ${cluster.data}, log in ${cluster.logFile}`);
  let stopping: Promise<void> | undefined;
  return {
    url: `postgresql://${superuser}:${password}@127.0.0.1:${server.port}/${databaseName}`,
    stop() {
      stopping ??= stopOwned(server, lock, cluster);
      return stopping;
    },
  };
}

/**
 * A server on the folder, and the lock that makes it ours. PostgreSQL lets one server have a folder, and a server lets
 * one connection have the lock: whatever starts at the same time, ONE copy ends up with both.
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
    `the PostgreSQL that has DATA_DIR ${folder} neither gets ready nor ends: see ${cluster.logFile}, end it, or set another DATA_DIR`,
  );
}

/** undefined: a server is on its way up or down. */
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

/** undefined: the server is on its way down, stopped by the copy that owned it until now, or in recovery. */
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
        ? `the password in ${cluster.passwordFile} does not open the database beside it: restore it, or set another DATA_DIR`
        : `the embedded PostgreSQL (process ${server.pid}) does not answer (${messageOf(error)}): see ${cluster.logFile}, end it, or set another DATA_DIR`,
      { cause: error },
    );
  }
}

/** What a server says, or no longer says, while it ends its sessions or recovers from the loss of one of its processes. */
function isPassing(error: unknown): boolean {
  const code = errorCode(error);
  // The client's own errors have no code.
  if (code === undefined) return /connection terminated|timeout/i.test(messageOf(error));
  return ['57P01', '57P02', '57P03', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE'].includes(code);
}

async function createDatabaseIfMissing(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [databaseName]);
  if (!rowCount) await client.query(`CREATE DATABASE ${databaseName}`);
}

/** The lock is held to the end, so that no other copy takes over a server that is about to stop. */
async function stopOwned(server: Server, lock: OwnerLock, cluster: Cluster): Promise<void> {
  lock.expectEnd();
  await stopServer(server, cluster);
  await lock.release();
}
