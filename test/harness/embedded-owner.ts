import pg from 'pg';
import { EmbeddedPostgresError } from '../../scripts/embedded/embedded-postgres-error.ts';
import { startEmbeddedPostgres } from '../../scripts/embedded-postgres.ts';

// A process that owns an embedded PostgreSQL until SIGTERM or SIGINT, for tests that kill it:
//   node --import tsx test/harness/embedded-owner.ts <data folder>

const [, , dataDir = ''] = process.argv;

const say = (line: string) => process.stdout.write(`${line}\n`);

try {
  const told = new Promise<string>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => resolve(signal));
  });
  const database = await startEmbeddedPostgres({ dataDir, onLog: say });
  say(`READY ${database.url}`);
  const signal = await told;
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query('SELECT 1');
  await client.end();
  say(`the database still answers after ${signal}`);
  await database.stop();
  // No process.exit: nothing may be left that keeps this process alive.
  say('STOPPED');
} catch (error) {
  if (!(error instanceof EmbeddedPostgresError)) throw error;
  say(`FAILED ${error.message}`);
  process.exitCode = 1;
}
