import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { superuser } from './cluster.ts';
import { errorCode, messageOf } from './system-error.ts';

/** A connection. While it is open, its process owns the data folder. */
export interface OwnerLock {
  client: pg.Client;
  /** Call this before the server is stopped, which ends the connection too. */
  expectEnd(): void;
  release(): Promise<void>;
}

export interface OwnerLockOptions {
  port: number;
  password: string;
  onLog(line: string): void;
}

/** Any constant will do: the database `postgres` of an embedded server has no other locks. */
const ownerLockKey = 7_207_001;
/** The lock of an owner that was killed is released when the server notices that the connection is gone. */
const waitForLockMs = 3_000;
const reclaimPauseMs = 200;

/**
 * Takes the lock of the data folder's owner. The lock ends with the connection, and so with the process, no matter how
 * the process ends.
 * @returns undefined if another copy has the lock
 */
export async function takeOwnerLock(options: OwnerLockOptions): Promise<OwnerLock | undefined> {
  let expected = false;
  const onBreak = (error: unknown) => {
    if (!expected)
      options.onLog(`the connection that holds the lock of the data folder failed: ${messageOf(error)}`);
  };
  const client = await connectAndLock(options, onBreak);
  if (!client) return undefined;
  const lock: OwnerLock = {
    client,
    expectEnd() {
      expected = true;
    },
    async release() {
      expected = true;
      await lock.client.end();
    },
  };
  client.once('end', onEnd);
  return lock;

  function onEnd() {
    if (!expected) void reclaim();
  }

  // A server that loses one of its processes ends all sessions and continues. The lock is then free and can be taken
  // again.
  async function reclaim(): Promise<void> {
    for (;;) {
      await sleep(reclaimPauseMs, undefined, { ref: false });
      if (expected) return;
      try {
        const next = await connectAndLock(options, onBreak);
        if (!next) return options.onLog('another copy has taken over the embedded PostgreSQL');
        if (expected) return await next.end();
        lock.client = next;
        next.once('end', onEnd);
        return;
      } catch (error) {
        // During recovery, the server accepts connections but answers with an error.
        if (errorCode(error) === 'ECONNREFUSED') return options.onLog('the embedded PostgreSQL is gone');
      }
    }
  }
}

async function connectAndLock(
  { port, password }: OwnerLockOptions,
  onBreak: (error: unknown) => void,
): Promise<pg.Client | undefined> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: superuser,
    password,
    database: 'postgres',
    ssl: false,
    application_name: `lead-followup owner ${process.pid}`,
    connectionTimeoutMillis: 10_000,
  });
  // Without this handler, the end of the server would end this process.
  client.on('error', onBreak);
  await client.connect();
  try {
    await client.query(`SET lock_timeout = ${waitForLockMs}`);
    await client.query('SELECT pg_advisory_lock($1)', [ownerLockKey]);
    await client.query('SET lock_timeout = 0');
    return client;
  } catch (error) {
    await client.end();
    if (errorCode(error) === '55P03') return undefined;
    throw error;
  }
}
