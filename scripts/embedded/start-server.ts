import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster } from './cluster.ts';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import type { PostgresBinaries } from './find-binaries.ts';
import { freePort } from './free-port.ts';
import { readPostmasterFile } from './postmaster-file.ts';
import { programOptions } from './run-program.ts';
import type { Server } from './server.ts';
import type { ServerUser } from './server-user.ts';

export interface StartServerOptions {
  cluster: Cluster;
  binaries: PostgresBinaries;
  user: ServerUser | undefined;
  /** The process id in a stale `postmaster.pid`. */
  stalePid: number | undefined;
}

const settings = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=200',
  'timezone=UTC',
  'log_timezone=UTC',
  'log_checkpoints=off',
  // Values in failing rows and statements are lead data and must not be logged.
  'log_error_verbosity=terse',
  'log_min_error_statement=panic',
].flatMap((setting) => ['-c', setting]);

const pollMs = 20;
/** After a crash, the server replays its log before it is ready. */
const readyWithinMs = 120_000;
const portAttempts = 20;
/** A log that is larger than this is truncated at the next start. */
const logLimitBytes = 5_000_000;

/**
 * Starts a server on a free port and waits until it accepts connections. Returns "occupied" if another server uses the
 * folder, or if the processes of the previous one are still exiting.
 */
export async function startServer(options: StartServerOptions): Promise<Server | 'occupied'> {
  const { cluster } = options;
  for (let attempt = 1; attempt <= portAttempts; attempt += 1) {
    const port = await freePort();
    const { child, pid, logStart } = await spawnServer(options, port);
    if (await becomesReady(child, cluster)) return { pid, port, child };
    const words = await lastWords(cluster.logFile, logStart, pid);
    if (/lock file "postmaster\.pid"|pre-existing shared memory block/.test(words)) return 'occupied';
    // Another program may take the port between the check and the start of the server.
    if (!/Address already in use/.test(words)) throw startFault(words, cluster);
  }
  throw new EmbeddedPostgresError(
    `the embedded PostgreSQL found no free port in ${portAttempts} attempts: set DATABASE_URL`,
  );
}

async function spawnServer({ cluster, binaries, user, stalePid }: StartServerOptions, port: number) {
  const log = await open(cluster.logFile, 'a', 0o600);
  try {
    if (user) await log.chown(user.uid, user.gid);
    let { size: logStart } = await log.stat();
    if (logStart > logLimitBytes) {
      await log.truncate(0);
      logStart = 0;
    }
    const { env, ...options } = programOptions(user);
    const child = spawn(binaries.postgres, ['-D', cluster.data, '-p', String(port), ...settings], {
      ...options,
      // PostgreSQL treats a lock file with the process id of its grandparent as stale; pg_ctl relies on this too. It is
      // safer than removing the file, because a server that takes the folder meanwhile has another id.
      env: stalePid === undefined ? env : { ...env, PG_GRANDPARENT_PID: String(stalePid) },
      // A separate process group, so that Ctrl-C in the terminal only reaches this process, which stops the server
      // last.
      detached: true,
      // A file instead of a pipe, because a pipe would close when this process ends, and the server may outlive it.
      stdio: ['ignore', log.fd, log.fd],
    });
    await once(child, 'spawn');
    child.unref();
    if (child.pid === undefined) throw new Error('the server process has no id');
    return { child, pid: child.pid, logStart };
  } finally {
    await log.close();
  }
}

/** @returns false if the server exited instead */
async function becomesReady(child: ChildProcess, { data, logFile }: Cluster): Promise<boolean> {
  const deadline = Date.now() + readyWithinMs;
  while (child.exitCode === null && child.signalCode === null) {
    const file = await readPostmasterFile(data);
    if (typeof file === 'object' && file.pid === child.pid && file.status === 'ready') return true;
    if (Date.now() > deadline) {
      child.kill('SIGQUIT');
      throw new EmbeddedPostgresError(
        `the embedded PostgreSQL was not ready after ${readyWithinMs / 1000} s: see ${logFile}, or set another DATA_DIR`,
      );
    }
    await sleep(pollMs);
  }
  return false;
}

/**
 * The last log lines of one server. If two copies start at once, both write to the log, and each line has a process
 * id.
 */
async function lastWords(logFile: string, logStart: number, pid: number): Promise<string> {
  const log = await readFile(logFile);
  const lines = log
    .subarray(logStart < log.length ? logStart : 0)
    .toString('utf8')
    .split('\n');
  return lines
    .filter((line) => !/^\S+ \S+ \S+ \[\d+\] /.test(line) || line.includes(` [${pid}] `))
    .join('\n')
    .trim();
}

function startFault(words: string, cluster: Cluster): EmbeddedPostgresError {
  const lines = words.split('\n');
  const line = lines.find((text) => /FATAL|PANIC/.test(text)) ?? lines.at(-1) ?? '';
  const reason = line.replace(/^.*?(?=(?:FATAL|PANIC): )/, '') || 'it exited without a message';
  return new EmbeddedPostgresError(
    `the embedded PostgreSQL does not start on ${cluster.data} (${reason}): see ${cluster.logFile}, or set another DATA_DIR`,
  );
}
