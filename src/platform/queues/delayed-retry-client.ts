import pg from 'pg';

const reportDelayMs = 1_000;

type OnConnected = (error: Error | null, client?: pg.Client) => void;

/**
 * Reports a failed connection attempt one second late. BullMQ's workers reconnect at once: without the delay they
 * would try, and log an error, thousands of times a second while PostgreSQL starts.
 */
export class DelayedRetryClient extends pg.Client {
  override connect(): Promise<pg.Client>;
  override connect(callback: OnConnected): void;
  override connect(callback?: OnConnected): Promise<pg.Client> | undefined {
    if (!callback) return super.connect();
    const onConnected: OnConnected = (error, client) => {
      if (error) setTimeout(callback, reportDelayMs, error);
      else callback(error, client);
    };
    super.connect(onConnected);
    return undefined;
  }
}
