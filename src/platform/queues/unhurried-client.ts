import pg from 'pg';

const waitMs = 1_000;

type OnConnected = (error: Error | null, client?: pg.Client) => void;

/**
 * A connection that could not be made says so a second later. BullMQ's workers ask for the next one at once: without a
 * wait, thousands of times a second while PostgreSQL starts up, each time with a line in the log.
 */
export class UnhurriedClient extends pg.Client {
  override connect(): Promise<pg.Client>;
  override connect(callback: OnConnected): void;
  override connect(callback?: OnConnected): Promise<pg.Client> | undefined {
    if (!callback) return super.connect();
    const onConnected: OnConnected = (error, client) => {
      if (error) setTimeout(callback, waitMs, error);
      else callback(error, client);
    };
    super.connect(onConnected);
    return undefined;
  }
}
