import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster } from './cluster.ts';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { isPostmasterOf, readPostmasterFile } from './postmaster-file.ts';
import { errorCode } from './system-error.ts';

/** A server that accepts connections. */
export interface Server {
  pid: number;
  port: number;
  /** Missing if another process started the server. */
  child?: ChildProcess;
}

const pollMs = 25;
const fastShutdownMs = 30_000;
const immediateShutdownMs = 10_000;

export async function isServing(server: Server, cluster: Cluster): Promise<boolean> {
  const file = await readPostmasterFile(cluster.data);
  return (
    typeof file === 'object' &&
    file.pid === server.pid &&
    file.status === 'ready' &&
    !(await hasEnded(server, cluster))
  );
}

export async function hasEnded(server: Server, cluster: Cluster): Promise<boolean> {
  if (server.child) return server.child.exitCode !== null || server.child.signalCode !== null;
  return !(await isPostmasterOf(server.pid, cluster.data));
}

/** Fast shutdown: ends sessions, writes the data, and returns when the server has exited. */
export async function stopServer(server: Server, cluster: Cluster): Promise<void> {
  if (await endsAfter('SIGINT', fastShutdownMs, server, cluster)) return;
  // Immediate shutdown: committed data is safe, because the next start replays the log.
  if (await endsAfter('SIGQUIT', immediateShutdownMs, server, cluster)) return;
  throw new EmbeddedPostgresError(
    `the embedded PostgreSQL (process ${server.pid}) does not stop: kill it, its data is safe`,
  );
}

async function endsAfter(
  signal: NodeJS.Signals,
  waitMs: number,
  server: Server,
  cluster: Cluster,
): Promise<boolean> {
  if (await hasEnded(server, cluster)) return true;
  try {
    process.kill(server.pid, signal);
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error;
  }
  const deadline = Date.now() + waitMs;
  while (Date.now() < deadline) {
    if (await hasEnded(server, cluster)) return true;
    await sleep(pollMs);
  }
  return false;
}
