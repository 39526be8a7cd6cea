import pg from 'pg';
import type { Logger } from './logger.ts';
import type { RedisConnections } from './redis.ts';

/**
 * A wake-up between processes: the follow-up or the API key with this id has changed. The row says how; a signal may be
 * lost.
 */
export interface Signals {
  /** Call after the commit. Never throws: whoever waits also looks by itself. */
  publish(id: string): Promise<void>;
  /** @returns the function that ends the subscription */
  subscribe(listener: SignalListener): () => void;
  close(): Promise<void>;
}

/** `null` means that signals may have been missed: look at everything again. */
export type SignalListener = (id: string | null) => void;

const channel = 'lead_followup_changed';
const reconnectMs = 500;

/** Signals over Redis pub/sub when there is a Redis, else over PostgreSQL's LISTEN/NOTIFY. */
export function createSignals(
  databaseUrl: string,
  pool: pg.Pool,
  redis: RedisConnections | null,
  logger: Logger,
): Signals {
  const listeners = new Set<SignalListener>();
  const wake: SignalListener = (id) => {
    for (const listener of listeners) listener(id);
  };
  const transport = redis
    ? redisTransport(redis, wake, logger)
    : postgresTransport(databaseUrl, pool, wake, logger);
  return {
    async publish(id) {
      try {
        await transport.send(id);
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

interface Transport {
  send(id: string): Promise<unknown>;
  close(): Promise<void>;
}

function redisTransport(
  { producer, subscriber }: RedisConnections,
  wake: SignalListener,
  logger: Logger,
): Transport {
  subscriber.on('message', (_channel: string, id: string) => wake(id));
  // ioredis subscribes again by itself after a reconnect; what was sent in between is gone.
  subscriber.on('ready', () => wake(null));
  subscriber.subscribe(channel).catch((err) => logger.debug({ err }, 'the subscription ended'));
  return {
    send: (id) => producer.publish(channel, id),
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
    candidate.on('notification', ({ payload }) => wake(payload ?? null));
    candidate.on('error', (err) => logger.debug({ err }, 'the listening connection broke'));
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
      logger.debug({ err }, 'cannot listen for signals yet');
      scheduleReconnect();
    });
  }

  connect();
  return {
    send: (id) => pool.query('SELECT pg_notify($1, $2)', [channel, id]),
    async close() {
      closed = true;
      clearTimeout(retry);
      await connecting;
      await client?.end();
    },
  };
}
