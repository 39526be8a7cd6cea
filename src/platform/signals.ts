import pg from 'pg';
import type { FollowUpStatus } from '../contract/status.ts';
import type { Logger } from './logger.ts';
import type { RedisConnections } from './redis.ts';

/** The state of a follow-up. */
export interface FollowUpState {
  status: FollowUpStatus;
  /** The sequence number of its newest event. */
  seq: number;
}

/**
 * Wakes other processes: the follow-up or the API key with this id has changed. Signals may be lost or arrive out of
 * order.
 */
export interface Signals {
  /**
   * Call this after the commit. This process is woken at once, the others soon. Never throws, because listeners also
   * poll.
   * @param state the follow-up's state, if known; listeners then need not read it
   */
  publish(id: string, state?: FollowUpState): Promise<void>;
  /** @returns the function that ends the subscription */
  subscribe(listener: SignalListener): () => void;
  close(): Promise<void>;
}

/** `null` means that signals may have been missed: read everything again. */
export type SignalListener = (id: string | null, state?: FollowUpState) => void;

const channel = 'lead_followup_changed';
const reconnectMs = 500;

/** Sends signals over Redis pub/sub if there is a Redis, else over PostgreSQL's LISTEN/NOTIFY. */
export function createSignals(
  databaseUrl: string,
  pool: pg.Pool,
  redis: RedisConnections | null,
  logger: Logger,
): Signals {
  const listeners = new Set<SignalListener>();
  const wake: SignalListener = (id, state) => {
    for (const listener of listeners) listener(id, state);
  };
  const transport = redis
    ? redisTransport(redis, wake, logger)
    : postgresTransport(databaseUrl, pool, wake, logger);
  return {
    async publish(id, state) {
      wake(id, state);
      try {
        await transport.send(state ? `${id} ${state.status} ${state.seq}` : id);
      } catch (err) {
        logger.debug({ err, subject: id }, 'a signal was not sent');
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: transport.close,
  };
}

/** Passes on a signal from another process. */
function receive(wake: SignalListener, message: string): void {
  const [id = '', status, seq] = message.split(' ');
  if (status && seq) wake(id, { status: status as FollowUpStatus, seq: Number(seq) });
  else wake(id);
}

interface Transport {
  send(message: string): Promise<unknown>;
  close(): Promise<void>;
}

function redisTransport(
  { producer, subscriber }: RedisConnections,
  wake: SignalListener,
  logger: Logger,
): Transport {
  subscriber.on('message', (_channel: string, message: string) => receive(wake, message));
  // ioredis resubscribes after a reconnect. Signals sent in between are lost.
  subscriber.on('ready', () => wake(null));
  subscriber.subscribe(channel).catch((err) => logger.debug({ err }, 'the subscription to signals failed'));
  return {
    send: (message) => producer.publish(channel, message),
    async close() {
      subscriber.removeAllListeners('message');
    },
  };
}

function postgresTransport(
  databaseUrl: string,
  pool: pg.Pool,
  wake: SignalListener,
  logger: Logger,
): Transport {
  let closed = false;
  let client: pg.Client | undefined;
  let retry: NodeJS.Timeout | undefined;

  async function listen(): Promise<void> {
    const candidate = new pg.Client({
      connectionString: databaseUrl,
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
    });
    client = candidate;
    candidate.on('notification', ({ payload }) => (payload ? receive(wake, payload) : wake(null)));
    candidate.on('error', (err) => logger.debug({ err }, 'the connection that listens for signals failed'));
    candidate.on('end', scheduleReconnect);
    await candidate.connect();
    await candidate.query(`LISTEN ${channel}`);
    wake(null);
  }

  function scheduleReconnect(): void {
    if (closed) return;
    clearTimeout(retry);
    retry = setTimeout(connect, reconnectMs);
  }

  let connecting: Promise<void> = Promise.resolve();
  function connect(): void {
    connecting = listen().catch((err) => {
      logger.debug({ err }, 'cannot listen for signals, trying again');
      scheduleReconnect();
    });
  }

  connect();
  return {
    send: (message) => pool.query('SELECT pg_notify($1, $2)', [channel, message]),
    async close() {
      closed = true;
      clearTimeout(retry);
      await connecting;
      await client?.end();
    },
  };
}
