import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { superuser } from './cluster.ts';
import { errorCode, messageOf } from './system-error.ts';

/** The connection whose life is the ownership of the data folder. */
export interface OwnerLock {
  client: pg.Client;
  /** To be called before the server is stopped, which ends the connection too. */
  expectEnd(): void;
  release(): Promise<void>;
}

export interface OwnerLockOptions {
  port: number;
  password: string;
  onLog(line: string): void;
}

/** Any constant; the database `postgres` of an embedded server holds no other locks. */
const ownerLockKey = 7_207_001;
/** An owner that was killed releases the lock when its server has noticed that the connection is gone. */
const waitForLockMs = 3_000;
const reclaimPauseMs = 200;

/**
 * Takes the lock that says who owns the data folder: undefined when another copy has it. The lock ends with the
 * connection and so with the process, however that ends; nothing can be left behind.
 */
export async function takeOwnerLock(options: OwnerLockOptions): Promise<OwnerLock | undefined> {
  let expected = false;
  const onBreak = (error: unknown) => {
    if (!expected) options.onLog(`the connection that owns the data folder broke: ${messageOf(error)}`);
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

  // A server that lost one of its processes ends all sessions and goes on: the lock is free then, and ours to take again.
  async function reclaim(): Promise<void> {
    for (;;) {
      await sleep(reclaimPauseMs, undefined, { ref: false });
      if (expected) return;
      try {
        const next = await connectAndLock(options, onBreak);
        if (!next) return options.onLog('another copy has taken the embedded PostgreSQL over');
        if (expected) return await next.end();
        lock.client = next;
        next.once('end', onEnd);
        return;
      } catch (error) {
        // While it recovers it listens, and refuses in words.
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
  // Unheard, the end of the server would end this process.
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
