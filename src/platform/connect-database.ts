import pg from 'pg';
import { describeDatabaseFault } from './database-fault.ts';

/** No connection to PostgreSQL can be made. The message names the host and says in one line what to do. */
export class DatabaseFault extends Error {
  override name = 'DatabaseFault';
}

const connectMs = 5_000;

/**
 * A connection of its own, whose session lasts.
 * @param setting the setting that the URL comes from
 * @throws DatabaseFault, or the error of the driver if its cause is unknown
 */
export async function connectDatabase(url: string, setting = 'DATABASE_URL'): Promise<pg.Client> {
  try {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: connectMs });
    await client.connect();
    return client;
  } catch (error) {
    const fault = describeDatabaseFault(error instanceof AggregateError ? (error.errors[0] ?? error) : error);
    if (fault === null) throw error;
    throw new DatabaseFault(`${setting}: ${placeOfDatabase(url)}: ${fault}`);
  }
}

/** Fails where a pool, which connects at first use, would fail later. @throws what connectDatabase throws */
export async function checkDatabase(url: string, setting = 'DATABASE_URL'): Promise<void> {
  await (await connectDatabase(url, setting)).end();
}

/** The host as the driver understands the URL, without reading the files that it names. */
export function placeOfDatabase(url: string): string {
  const { host, port } = new pg.Client({ connectionString: url.replace(/([?&])ssl[a-z]*=[^&]*/g, '$1') });
  if (host.startsWith('/')) return `socket ${host}`;
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}
